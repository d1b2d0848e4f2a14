import Core

/// The page that a published copy opens with: what the copy is, whom it is for, and the way in.
public enum StartPage {
  /// Its name in the copy.
  public static let path = "start.html"
  /// The folder of the copy that holds the site.
  public static let folder = "site/"

  /// The page. `stamp` covers all files of the site.
  public static func html(title: String, note: String, fileCount: Int, _ stamp: CopyStamp) -> [UInt8] {
    let style = """
      :root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1.5rem}\
      h1{font:400 2rem/1.15 Georgia,serif;margin:0 0 1rem}a{font-weight:600}p{margin:0 0 1rem}small{opacity:.75}
      """
    var html = Array("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n".utf8)
    html += PagePolicy(styles: [Array(style.utf8)], scripts: []).meta
    html.append(
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n"
    )
    html += Seal.metas(stamp)
    html.append("<title>")
    html.appendEscapedHTML(title)
    html.append("</title>\n<style>\(style)</style>\n</head>\n<body>\n<main>\n<h1>")
    html.appendEscapedHTML(title)
    html.append("</h1>\n<p><a href=\"\(folder)index.html\">Open the pages</a></p>\n<p>")
    html.appendEscapedHTML("\(stamp.audience.rawValue.capitalizedASCII) copy as of \(stamp.asOf.display). \(note)")
    html.append(
      "</p>\n<p>Rely on it until \(stamp.validUntil.display); later, ask for a new one. Out of a zip, unpack all of it first.</p>\n"
    )
    html.append(
      "<p><small>\(fileCount) files. Build <code>\(stamp.build)</code>, data <code>\(stamp.data.prefix(12))</code>.</small></p>\n"
    )
    html.append("</main>\n</body>\n</html>\n")
    return Seal.put(on: html)
  }
}
