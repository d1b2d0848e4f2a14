import Core

/// The text of a new note.
enum Scaffold {
  static func text(for kind: NewCommand.Kind, name: String, on day: Day) -> String {
    let name = quoted(name)
    switch kind {
    case .account: return account(name, day)
    case .guide: return guide(name, day)
    case .play: return play(name)
    }
  }

  /// A YAML scalar in double quotes: any name is safe.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
      }
    }
    return result + "\""
  }

  private static func account(_ name: String, _ day: Day) -> String {
    """
    ---
    name: \(name)
    # id: "0018c00002XyZ"        # the Account ID of your CRM's exports; without it the file's name joins them
    # owner: you@example.com     # the renewals manager
    # segment: Enterprise
    # region: West
    team: []                     # - {name: Raj Patel, role: Account Executive, email: raj@example.com}
    stakeholders: []             # - {name: Dana Lee, title: CIO, role: economic buyer, stance: champion, influence: high}
    risks: []                    # - {id: R1, title: Sponsor leaving, severity: high, status: open, owner: Raj Patel}
    ---
    ## Summary

    Who they are, what they bought it for, and what would make them stay.

    ## Next steps

    - [ ] Book the renewal kick-off

    ## Log

    ### \(day) Note

    Account opened.

    """
  }

  private static func guide(_ name: String, _ day: Day) -> String {
    """
    ---
    title: \(name)
    summary: One sentence that says what the reader can do afterwards.
    kind: playbook               # battlecard, talk track, objection response, process one-pager, …
    roles: [Renewals manager, Account Executive]
    stage: T-90
    reviewed: \(day)
    review_every: 180            # days
    clearance: field             # team, field or customer
    ---
    ## When to use it

    ## What to say

    ## What to do next

    """
  }

  private static func play(_ name: String) -> String {
    """
    ---
    title: \(name)
    summary: One sentence that says what the play brings about.
    trigger: days_left <= 180 and band in (red, yellow)
    roles: [Renewals manager]
    clearance: field             # team, field or customer
    ---
    1. First step, who does it, and by when.
    2. How you know that it worked.

    """
  }
}
