extension String {
  /// The text as a terminal may print it: characters that would act there, or turn the direction of the text around, become U+FFFD.
  /// Tabs and line ends stay.
  public var printable: String {
    guard unicodeScalars.contains(where: Self.acts) else { return self }
    var result = UnicodeScalarView()
    for scalar in unicodeScalars { result.append(Self.acts(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
