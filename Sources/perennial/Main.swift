import ArgumentParser
import PerennialCommand

/// The program; everything it does is in `PerennialCommand`, under test.
@main
struct Main {
  static func main() async {
    await PerennialCommand.main()
  }
}
