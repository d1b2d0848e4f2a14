extension TableView {
  /// Amounts of a column show cents all or none, so that their digits stand under each other.
  static func alignCents(_ rows: inout [RowView], _ footer: inout RowView?, _ columns: [ColumnView]) {
    for column in columns.indices where columns[column].isNumber {
      guard rows.contains(where: { $0.hasCents(at: column) }) || footer?.hasCents(at: column) == true else { continue }
      for row in rows.indices { rows[row].addCents(at: column) }
      footer?.addCents(at: column)
    }
  }

  /// Digits after the point of an amount such as 1,234.50 or −12; nil for anything else.
  fileprivate static func cents(in text: String) -> Int? {
    var (digits, decimals) = (0, -1)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39:
        digits += 1
        if decimals >= 0 { decimals += 1 }
      case 0x2E where decimals < 0 && digits > 0: decimals = 0
      // Signs and separators: + , and the bytes of −.
      case 0x2B, 0x2C, 0x2D, 0xE2, 0x88, 0x92: break
      default: return nil
      }
    }
    return digits == 0 ? nil : max(decimals, 0)
  }
}

extension RowView {
  fileprivate func hasCents(at column: Int) -> Bool {
    column < cells.count && TableView.cents(in: cells[column].text) == 2
  }

  fileprivate mutating func addCents(at column: Int) {
    guard column < cells.count, TableView.cents(in: cells[column].text) == 0 else { return }
    cells[column].text += ".00"
  }
}
