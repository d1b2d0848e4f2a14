import Testing

@testable import PerennialCommand
