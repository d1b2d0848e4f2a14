import Core

/// Files that people drop into a folder of rows and that hold none that can be read here.
enum ForeignFormat: Sendable {
  case excel, oldExcel, openDocument, zip, pdf, html, binary

  /// The format of such a file by its first bytes, or its name; nil for text.
  static func of(_ bytes: [UInt8], path: String) -> ForeignFormat? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return path.hasSuffix(".ods") ? .openDocument : path.hasSuffix(".zip") ? .zip : .excel
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .oldExcel }
    if bytes.starts(with: "%PDF".utf8) { return .pdf }
    let head = Array(bytes.prefix(200)).span
    let start = head.extracting(head.trimmedRange)
    for mark: StaticString in ["<html", "<!doctype", "<table", "<?xml"] where start.count > mark.utf8CodeUnitCount {
      if start.extracting(0..<mark.utf8CodeUnitCount).equalsIgnoringCase(mark) { return .html }
    }
    if path.hasSuffix(".xlsx") || path.hasSuffix(".xlsm") { return .excel }
    if path.hasSuffix(".xls") { return .oldExcel }
    if path.hasSuffix(".ods") { return .openDocument }
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let zeros = bytes.prefix(4096).count { $0 == 0 }
    return zeros > 0 && !isUTF16 && zeros * 5 < min(bytes.count, 4096) ? .binary : nil
  }

  private var name: String {
    switch self {
    case .excel: "an Excel workbook"
    case .oldExcel: "an old Excel workbook (.xls)"
    case .openDocument: "an OpenDocument spreadsheet"
    case .zip: "a zip archive"
    case .pdf: "a PDF"
    case .html: "a web page or XML, whatever its name says"
    case .binary: "no text"
    }
  }

  /// What to do about it.
  func diagnostic(_ file: SourceFile) -> Diagnostic {
    .error(
      "table.format", "the file is \(name); rows are read from CSV and JSON", at: SourceLocation(file),
      hint: hint)
  }

  private var hint: String {
    switch self {
    case .excel, .oldExcel, .openDocument, .html:
      "save it as CSV and delete this one. Excel: File > Save As > CSV UTF-8. LibreOffice: File > Save As > Text CSV, character set UTF-8. "
        + "Salesforce: on the report, Export > Details Only > Format .csv, Encoding UTF-8. ServiceNow: right-click the list's header > Export > CSV"
    case .zip: "unpack it, and put the CSV files here"
    case .pdf: "export the data behind it as CSV"
    case .binary: "export it again as CSV or JSON"
    }
  }
}
