/// Replaced by the parsed document when the room lands.
public struct MarkdownDocument: Sendable { public init() {} }
