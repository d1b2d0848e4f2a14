import Core

/// What a protected copy shows until its passphrase is typed: nothing of what is inside.
enum UnlockPage {
  /// The page around `box`; `inside` is what the policy of the copy in the box names.
  static func html(_ box: Lockbox, _ inside: PagePolicy) -> [UInt8] {
    let own = PagePolicy(styles: [Array(style.utf8)], scripts: [Array(script.utf8)])
    var html = Array("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n".utf8)
    html += own.adding(inside).meta
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n")
    html += Seal.metas(box.fields)
    html.append("<title>Protected copy</title>\n<style>\(style)</style>\n</head>\n<body>\n\(body(box.expires))")
    html += Lockbox.opening + Base64.encoded(box.content) + Lockbox.closing
    html.append("\n<script>\(script)</script>\n</body>\n</html>\n")
    return html
  }

  private static func body(_ expires: Day?) -> String {
    let request =
      expires.map {
        """
        <p id="expires" data-day="\($0)">Whoever sent it asks not to use it after <time datetime="\($0)">\($0.display)</time>. \
        That is a request: a date can't lock a file.</p>

        """
      } ?? ""
    return """
      <main>
      <svg width="36" height="36" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" \
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="4" y="10.5" width="16" height="10" rx="1.5"/>\
      <path d="M7.5 10.5V7a4.5 4.5 0 0 1 9 0v3.5M12 14.5v2"/></svg>
      <h1>Protected copy</h1>
      <p>Type the passphrase that came to you apart from this file.</p>
      <form id="unlock" hidden>
      <label for="passphrase">Passphrase</label>
      <div class="row"><input id="passphrase" type="password" autocomplete="off" autocapitalize="off" autocorrect="off" \
      spellcheck="false" required aria-describedby="said"><button type="button" id="show" aria-pressed="false">Show</button></div>
      <button id="open">Unlock</button>
      <progress id="progress" hidden aria-label="Deriving the key"></progress>
      <p id="said" role="status"></p>
      </form>
      <p id="unable">Unlocking needs a script, which this viewer does not run. Save the file, then open it with Chrome, Edge, \
      Firefox or Safari.</p>
      \(request)<details><summary>What is this?</summary>
      <p>A copy of someone's account pages, encrypted with AES-256-GCM. Your passphrase opens it in this browser; nothing is sent \
      anywhere, and nothing stays behind when you close the tab.</p>
      <p>If you have no passphrase, ask whoever sent you the file. Nobody else can open it, and it can't be reset.</p>
      </details>
      </main>

      """
  }

  private static let style = """
    :root{--paper:#fff;--ink:#16181d;--ink-2:#474c56;--ink-3:#636974;--rule:#b9bbb6;--accent:#2346a0;--on:#fff;--red:#b4261e}\
    @media (prefers-color-scheme:dark){:root{--paper:#131519;--ink:#eceef2;--ink-2:#bac0ca;--ink-3:#979eaa;--rule:#4b515b;\
    --accent:#9db8ff;--on:#131519;--red:#ff8d82}}\
    *{box-sizing:border-box}[hidden]{display:none!important}\
    html{background:var(--paper);color:var(--ink);color-scheme:light dark;-webkit-text-size-adjust:100%;\
    font:400 1rem/1.5 -apple-system,"Segoe UI Variable Text","Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}\
    body{margin:0;padding:1.5rem}\
    main{max-width:26rem;margin:min(18vh,9rem) auto 0}svg{display:block;color:var(--accent);margin:0 0 1rem -.3rem}\
    h1{font:400 2rem/1.15 "Iowan Old Style","Sitka Text",Charter,"Palatino Linotype","Liberation Serif",Georgia,serif;margin:0 0 .5rem}\
    p{margin:0 0 1rem;color:var(--ink-2)}label{display:block;font-size:.8125rem;font-weight:600;margin:1.5rem 0 .25rem}\
    .row{display:flex;gap:.5rem}input{flex:1;min-width:0}\
    input,button{font:inherit;color:inherit;min-height:2.75rem;border:1px solid var(--rule);border-radius:4px;background:none;padding:.5rem .75rem}\
    input{background:var(--paper)}input[aria-invalid=true]{border-color:var(--red)}button{cursor:pointer}\
    #open{width:100%;margin-top:.75rem;border-color:var(--accent);background:var(--accent);color:var(--on);font-weight:600}\
    #open:hover{filter:brightness(1.08)}button:disabled{opacity:.6;cursor:default}\
    :focus-visible{outline:2px solid var(--accent);outline-offset:2px}\
    progress{display:block;width:100%;height:.25rem;margin-top:.75rem;accent-color:var(--accent)}\
    #said{min-height:1.5rem;margin:.75rem 0;font-size:.875rem}#said.bad,#expires.past{color:var(--red)}\
    #expires,details{font-size:.875rem}details{border-top:1px solid var(--rule);padding-top:.75rem}\
    summary{cursor:pointer;color:var(--accent);padding:.25rem 0}details p{margin:.5rem 0}
    """
}
