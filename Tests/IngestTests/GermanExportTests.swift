import Core
import Portfolio
import Testing

@testable import Ingest

@Suite("Exports in German")
struct GermanExportTests {
  @Test("contracts, lines and usage are known by their usual headers")
  func headers() throws {
    let (portfolio, log) = Workspace.read([
      "content/portfolio.yaml": "exchange_rates: {EUR: \"1.08\"}\n",
      "content/contracts/contracts.csv":
        "Vertragsnummer;Kundennummer;Kundenname;Vertragsbeginn;Laufzeitende;Währung;Automatische Verlängerung;Kündigungsfrist\n"
        + "C-1;A1;Acme Robotics;01.02.2026;31.01.2027;EUR;ja;3 Monate\n",
      "content/contracts/lines.csv":
        "Pos.;Vertragsnummer;Artikel;Artikelnummer;Menge;Stückpreis;Listenpreis;Rabatt in %\n"
        + "1;C-1;Service;SVC;1.200;240,50;300,00;19,83\n",
      "content/usage/u.csv": "Kundennummer;Produkt;Monat;Lizenziert;Zugewiesen;Aktiv\nA1;SVC;2026-10;1200;900;800\n",
      "content/opportunities/o.csv":
        "Opportunity-ID;Account-ID;Vertragsnummer;Schlusstermin;Betrag;Währung;Prognosekategorie;Phase\n"
        + "O-1;A1;C-1;15.01.2027;288.600,00;EUR;commit;Angebot\n",
    ])
    #expect(log == [])
    let contract = try #require(portfolio.contracts(of: 0).first)
    #expect(contract.end == Day(iso: "2027-01-31"))
    #expect(contract.currency == .eur)
    #expect(contract.renewal.isAutomatic == true)
    #expect(contract.renewal.notice == .months(3))
    let line = try #require(portfolio.lines(of: contract).first)
    #expect(line.quantity == Quantity(1200))
    #expect(line.unitPrice == Rational(24_050, over: 100))
    #expect(portfolio.usage(of: 0).map(\.active) == [Quantity(800)])
    #expect(portfolio.opportunities(of: 0).resolved(for: .team)?.first?.stage == "Angebot")
  }

  @Test("no header stands for two fields of a kind", arguments: RowKind.allCases)
  func distinct(_ kind: RowKind) {
    var owners: [String: String] = [:]
    for field in kind.fields {
      for header in GermanHeaders.of(kind, field.name) {
        let key = TextKey.letters(header.utf8)
        #expect(owners.updateValue(field.name, forKey: key) == nil, "\(header)")
        let map = ColumnMap(
          kind, headers: [ColumnHeader(name: header, location: SourceLocation(SourceFile("x.csv")), index: 0)],
          settings: ImportSettings())
        #expect(map.has(field.name), "\(header)")
      }
    }
  }
}

@Suite("Contracts without a currency")
struct ContractCurrencyTests {
  static let files = [
    "content/contracts/contracts.csv":
      "contract_id,account_id,start_date,end_date\nC-1,A1,2026-02-01,2027-01-31\nC-2,A1,2026-02-01,2027-01-31\n",
    "content/opportunities/o.csv": "",
  ]

  @Test("are in the book's currency, which is said once a file")
  func assumed() {
    let (portfolio, log) = Workspace.read(Self.files)
    #expect(portfolio.contracts.map(\.currency) == [.usd, .usd])
    #expect(
      log == [
        "contracts/contracts.csv:1:1: warning: no column holds the currency of contracts; they are taken to be in USD [column.currency]"
      ])
  }

  @Test("are in the currency that the settings give their file", arguments: ["contracts/", "content/contracts/"])
  func declared(_ folder: String) {
    let settings = "exchange_rates: {EUR: \"1.08\"}\nfile_currencies: {\"\(folder)contracts.csv\": EUR}\n"
    let (portfolio, log) = Workspace.read(Self.files.merging(["content/portfolio.yaml": settings]) { $1 })
    #expect(portfolio.contracts.map(\.currency) == [.eur, .eur])
    #expect(log == [])
  }

  @Test("a currency that is none is an error of the settings")
  func wrong() {
    let settings = "file_currencies: {contracts/contracts.csv: Euro}\n"
    let (_, log) = Workspace.read(Self.files.merging(["content/portfolio.yaml": settings]) { $1 })
    #expect(log.contains { $0.contains("[settings.currency]") })
  }
}
