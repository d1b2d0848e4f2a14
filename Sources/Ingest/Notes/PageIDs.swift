/// Ids that the pages of guides and plays have of their own: headings of their Markdown get others.
public enum PageIDs {
  /// Of the frame, the accounts of a play, and the patterns of charts.
  public static let reserved = [
    "main", "site-search", "accounts", "accounts-h", "m-g", "m-y", "m-r", "m-n", "h-y", "h-p", "h-w",
  ]
}
