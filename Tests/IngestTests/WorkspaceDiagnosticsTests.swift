import Core
import Files
import Portfolio
import Testing

@testable import Ingest

@Suite("What is wrong with a workspace")
struct WorkspaceDiagnosticsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let changes: [String: String]
    let expected: [String]

    init(_ name: String, _ changes: [String: String], _ expected: [String]) {
      testDescription = name
      self.changes = changes
      self.expected = expected
    }
  }

  static let contracts = "content/contracts/contracts.csv"
  static let lines = "content/contracts/lines.csv"
  static let header = "contract_id,account_id,start_date,end_date,currency\n"
  static let first = "C-1,A1,2026-02-01,2027-01-31,USD\n"

  static let cases = [
    Case(
      "a date that does not exist", [contracts: header + "C-1,A1,2026-02-01,2027-02-30,USD\n"],
      [
        "accounts/acme.md:2:1: warning: Acme Robotics has no contracts [account.no-contracts]",
        "contracts/contracts.csv:2:19: error: end_date \"2027-02-30\" is not a date [contract.date]",
      ]),
    Case(
      "a contract whose account does not exist", [contracts: header + first + "C-2,B7,2026-02-01,2027-01-31,USD\n"],
      ["contracts/contracts.csv:3:5: error: account_id \"B7\" belongs to no account note [contract.unknown-account]"]),
    Case(
      "a duplicated contract id", [contracts: header + first + first],
      ["contracts/contracts.csv:3:1: error: the contract \"C-1\" is there twice [contract.duplicate-id]"]),
    Case(
      "a duplicated account id", ["content/accounts/bolt.md": "---\nname: Bolt\nid: A1\n---\n"],
      [
        "accounts/bolt.md:2:1: warning: Bolt has no contracts [account.no-contracts]",
        "accounts/bolt.md:3:1: error: the id \"A1\" is also that of acme [account.duplicate-id]",
      ]),
    Case(
      "an account without contracts", ["content/accounts/bolt.md": "---\nname: Bolt\n---\n"],
      ["accounts/bolt.md:2:1: warning: Bolt has no contracts [account.no-contracts]"]),
    Case(
      "an end before the start", [contracts: header + "C-1,A1,2027-02-01,2027-01-31,USD\n"],
      [
        "accounts/acme.md:2:1: warning: Acme Robotics has no contracts [account.no-contracts]",
        "contracts/contracts.csv:2:19: error: the contract ends on 2027-01-31, before it starts on 2027-02-01 [contract.end-before-start]",
      ]),
    Case(
      "a file name that can't be a page", ["content/accounts/Acme Inc.md": "---\nname: x\n---\n"],
      [
        "accounts/Acme Inc.md: error: \"Acme Inc\" cannot be the name of a page: lower-case letters, digits and single hyphens only [account.slug]"
      ]),
    Case(
      "lines of a contract without a header",
      [lines: "line_id,contract_id,product,quantity,unit_price\nL1,C-9,S,1,2\nL2,C-9,S,1,2\n"],
      ["contracts/lines.csv:2:4: error: the contract \"C-9\" of 2 lines has no header [line.unknown-contract]"]),
    Case(
      "a line twice",
      [lines: "line_id,contract_id,product,quantity,unit_price\nL1,C-1,Service,1,2\nL1,C-1,Service,1,2\n"],
      ["contracts/lines.csv:3:1: error: the line \"L1\" is there twice [line.duplicate-id]"]),
    Case(
      "a row with a cell too many",
      [lines: "line_id,contract_id,product,quantity,unit_price\nL1,C-1,Service,1,200,00\n"],
      ["contracts/lines.csv:2:1: error: the row has 6 cells, the header has 5 [csv.ragged-row]"]),
    Case(
      "a quote that is never closed",
      [lines: "line_id,contract_id,product,quantity,unit_price\nL1,C-1,\"Service,1,2\n"],
      [
        "contracts/lines.csv:2:1: error: the row has 5 cells, the header has 5 [csv.ragged-row]",
        "contracts/lines.csv:2:8: error: a quote is opened here and never closed [csv.open-quote]",
      ].suffix(1)),
    Case(
      "a number that is none", [lines: "line_id,contract_id,product,quantity,unit_price\nL1,C-1,Service,many,2\n"],
      ["contracts/lines.csv:2:16: error: quantity \"many\" is not a number [line.number]"]),
    Case(
      "neither price nor amount", [lines: "line_id,contract_id,product,quantity,unit_price\nL1,C-1,Service,3,\n"],
      ["contracts/lines.csv:2:18: error: the line has neither a unit price nor an annual amount [line.missing]"]),
    Case(
      "no column for a price at all", [lines: "line_id,contract_id,product,quantity\nL1,C-1,Service,3\n"],
      [
        "contracts/lines.csv:2:1: error: the line has neither a unit price nor an annual amount [line.missing]"
      ]),
    Case(
      "a missing column, and one that is like it",
      [contracts: "contract_id,account_id,start_date,end_dat,currency\n" + first],
      [
        "accounts/acme.md:2:1: warning: Acme Robotics has no contracts [account.no-contracts]",
        "contracts/contracts.csv:1:1: error: no column holds the end_date of contracts; the file has \"contract_id\", \"account_id\", \"start_date\", \"end_dat\", \"currency\" [column.missing]",
        "contracts/contracts.csv:1:35: warning: the column \"end_dat\" is not known [column.unknown]",
        "contracts/lines.csv:2:5: error: the contract \"C-1\" of 1 line has no header [line.unknown-contract]",
        "opportunities/o.csv:2:8: warning: contract_id \"C-1\" has no header in content/contracts [opportunity.unknown-contract]",
      ]),
    Case(
      "a price in another currency than the contract's",
      [lines: "line_id,contract_id,product,quantity,unit_price\nL1,C-1,Service,3,€ 5.00\n"],
      ["contracts/lines.csv:2:18: error: unit_price \"€ 5.00\" is in EUR, the contract is in USD [line.currency]"]),
    Case(
      "a currency without a rate", [contracts: header + "C-1,A1,2026-02-01,2027-01-31,EUR\n"],
      ["contracts/contracts.csv:2:1: error: there is no exchange rate for EUR, which a contract is in [settings.rate]"]),
    Case(
      "a workbook", ["content/contracts/book.xlsx": "PK\u{3}\u{4}rest"],
      ["contracts/book.xlsx: error: the file is an Excel workbook; rows are read from CSV and JSON [table.format]"]),
    Case(
      "a parent that has no note",
      ["content/accounts/acme.md": "---\nname: Acme Robotics\nid: A1\nparent: acme-holding\n---\n"],
      ["accounts/acme.md:4:1: error: the parent \"acme-holding\" has no note [account.parent]"]),
    Case(
      "an opportunity twice",
      [
        "content/opportunities/o.csv":
          "opportunity_id,account_id,close_date,amount\nO-1,A1,2027-01-15,5\nO-1,A1,2027-01-15,5\n"
      ],
      [
        "opportunities/o.csv:3:1: warning: the opportunity \"O-1\" is there again; its amount counts once [opportunity.duplicate-id]"
      ]),
    Case(
      "a month of usage twice",
      ["content/usage/u.csv": "account_id,product,month,active\nA1,Service,2026-10,1\nA1,Service,Oct 2026,2\n"],
      ["usage/u.csv:3:1: error: the month Oct 2026 of this product is there twice [usage.duplicate]"]),
    Case(
      "a key one slip away from a known one",
      ["content/accounts/acme.md": "---\nname: Acme Robotics\nid: A1\nsegmnt: x\ncolour: red\n---\n"],
      ["accounts/acme.md:4:1: warning: the key \"segmnt\" is not known [account.unknown-key]"]),
    Case(
      "values of the wrong kind in a note",
      [
        "content/accounts/acme.md":
          "---\nname: Acme Robotics\nid: A1\nstakeholders:\n  - {name: D, influence: huge, last_contact: 2026-02-30}\nrisks: many\n---\n"
      ],
      [
        "accounts/acme.md:5:26: error: influence \"huge\" is none of the words for it [account.choice]",
        "accounts/acme.md:5:46: error: last_contact \"2026-02-30\" is not a date [account.date]",
        "accounts/acme.md:6:8: error: risks is not a list [account.shape]",
      ]),
    Case(
      "keys inside a block that nothing is made of",
      [
        "content/accounts/acme.md":
          "---\nname: Acme Robotics\nid: A1\nnegotiation:\n  target_upli: 5\n  mood: good\n  gives:\n    - {item: Lock, valu: 5}\n---\n"
      ],
      [
        "accounts/acme.md:5:3: warning: the key \"target_upli\" is not known [account.unknown-key]",
        "accounts/acme.md:6:3: warning: the key \"mood\" is not known [account.unknown-key]",
        "accounts/acme.md:8:20: warning: the key \"valu\" is not known [account.unknown-key]",
      ]),
    Case(
      "settings that can't be meant",
      ["content/portfolio.yaml": "fiscal_year_start: 13\ncurrency: dollars\nmilestone: []\n"],
      [
        "portfolio.yaml:1:20: error: fiscal_year_start \"13\" is not a whole number from 1 to 12 [settings.number]",
        "portfolio.yaml:2:11: error: currency \"dollars\" is not a currency code [settings.currency]",
        "portfolio.yaml:3:1: warning: the key \"milestone\" is not known [settings.unknown-key]",
      ]),
    Case(
      "a folder that is nearly one of ours", ["content/contract/x.csv": "a,b\n"],
      ["contract/x.csv: warning: nothing is read from \"contract\" [workspace.unknown-file]"]),
  ]

  @Test("is told exactly, all in one run", arguments: cases)
  func diagnostics(_ example: Case) {
    #expect(Workspace.read(example.changes).1 == example.expected)
  }

  @Test("unknown keys are answered with the nearest known one, or with all there are")
  func nearestKeys() {
    let note = "---\nname: Acme Robotics\nid: A1\nnegotiation: {target_upli: 5, mood: good}\n---\n"
    let hints = Workspace.diagnose(["content/accounts/acme.md": note]).1.map { $0.hint ?? "" }
    #expect(hints.first == "did you mean `target_uplift`?")
    #expect(hints.last?.hasPrefix("nothing is made of it; the keys here are: strategy, our_position, ") == true)
  }

  @Test("every problem comes with a hint")
  func hints() {
    for example in Self.cases {
      for problem in Workspace.diagnose(example.changes).1 { #expect(problem.hint?.isEmpty == false, "\(problem)") }
    }
  }

  @Test(
    "a missing or empty content/ is told",
    arguments: [
      ([:], "content: error: there is no folder content/ here [workspace.no-content]"),
      (
        ["content/contracts/c.csv": header + first],
        "content: error: there are no account notes in content/accounts/ [workspace.no-accounts]"
      ),
    ] as [([String: String], String)])
  func nothingThere(_ files: [String: String], _ message: String) {
    var log = Diagnostics()
    let portfolio = PortfolioReader().read(MemoryFiles(files), into: &log)
    #expect(log.sorted.map(\.line).first == message)
    #expect(portfolio.accounts.isEmpty)
  }
}
