/// Headers that exports of Salesforce and ServiceNow have when their user's language is German, and that German spreadsheets have.
enum GermanHeaders {
  /// Those of a field, best first.
  static func of(_ kind: RowKind, _ field: String) -> [String] {
    (byKind[kind]?[field] ?? []) + (common[field] ?? [])
  }

  /// Fields that mean the same wherever they stand.
  private static let common: [String: [String]] = [
    "account_id": [
      "Account-ID", "Accountnummer", "Kundennummer", "Kunden-Nr.", "Kunden-ID", "Kunde", "Debitorennummer", "Debitor",
    ],
    "account_name": ["Accountname", "Kundenname", "Firma", "Firmenname", "Unternehmen"],
    "contract_id": ["Vertragsnummer", "Vertragsnr.", "Vertrags-ID", "Vertrag"],
    "currency": ["Währung", "Vertragswährung", "Währungscode", "ISO-Währung", "Waehrung"],
    "product": ["Produktname", "Produkt", "Artikel", "Artikelbezeichnung"],
    "sku": ["Produktcode", "Artikelnummer", "Artikelnr.", "Materialnummer", "Produktnummer"],
  ]

  private static let byKind: [RowKind: [String: [String]]] = [
    .contracts: [
      "start_date": [
        "Vertragsbeginn", "Startdatum des Vertrags", "Vertragsstart", "Laufzeitbeginn", "Laufzeit von", "Startdatum",
        "Beginn", "Gültig ab",
      ],
      "end_date": [
        "Vertragsende", "Enddatum des Vertrags", "Laufzeitende", "Laufzeit bis", "Enddatum", "Ablaufdatum", "Ende",
        "Gültig bis",
      ],
      "renewal_date": ["Verlängerungsdatum", "Datum der Verlängerung"],
      "status": ["Vertragsstatus"],
      "auto_renew": ["Automatische Verlängerung", "Verlängert sich automatisch"],
      "renewal_term_months": ["Verlängerungslaufzeit (Monate)", "Verlängerung um (Monate)"],
      "notice_days": ["Kündigungsfrist (Tage)", "Kündigungsfrist in Tagen", "Kündigungsfrist"],
      "notice_months": ["Kündigungsfrist (Monate)", "Kündigungsfrist in Monaten"],
      "notice_given": ["Gekündigt am", "Kündigungsdatum"],
      "billing_frequency": ["Abrechnungszeitraum", "Rechnungsintervall"],
      "payment_terms": ["Zahlungsbedingungen", "Zahlungsziel"],
      "signed_date": ["Unterschrieben am", "Unterzeichnet am", "Datum der Kundenunterschrift"],
      "renews_contract_id": ["Vorgängervertrag"],
      "owner": ["Vertragsinhaber", "Betreuer", "Verantwortlich"],
      "term_months": ["Vertragslaufzeit (Monate)", "Laufzeit (Monate)", "Laufzeit in Monaten", "Vertragslaufzeit"],
    ],
    .lines: [
      "line_id": ["Positionsnummer", "Positions-Nr.", "Position", "Pos."],
      "license_metric": ["Lizenzmetrik", "Metrik", "Mengeneinheit", "Einheit"],
      "quantity": ["Menge", "Anzahl", "Stückzahl", "Lizenzen"],
      "unit_price": ["Stückpreis", "Einzelpreis", "Verkaufspreis", "Preis pro Einheit", "Preis", "Stueckpreis"],
      "list_price": ["Listenpreis"],
      "discount_percent": ["Rabatt", "Rabatt in %"],
      "start_date": ["Startdatum", "Laufzeitbeginn", "Laufzeit von", "Beginn"],
      "end_date": ["Enddatum", "Laufzeitende", "Laufzeit bis", "Ende"],
      "annual_amount": ["Jahresbetrag", "Jahrespreis", "Jahreswert", "Betrag pro Jahr"],
    ],
    .usage: [
      "month": ["Monat", "Zeitraum", "Stichtag", "Datum"],
      "entitled": ["Gekauft", "Lizenziert", "Lizenzen", "Menge"],
      "assigned": ["Zugewiesen", "Zugeteilt"],
      "active": ["Aktiv", "Aktive Benutzer", "Aktive Nutzer", "Genutzt"],
    ],
    .health: [
      "date": ["Datum", "Stichtag", "Gemessen am"],
      "measure": ["Messgröße", "Kennzahl"],
      "value": ["Wert", "Messwert"],
      "note": ["Bemerkung", "Kommentar", "Notiz"],
    ],
    .opportunities: [
      "opportunity_id": ["Opportunity-ID", "Opportunity-Nummer"],
      "close_date": ["Schlusstermin", "Abschlussdatum", "Voraussichtlicher Abschluss"],
      "amount": ["Betrag", "Opportunity-Betrag"],
      "category": ["Prognosekategorie"],
      "stage": ["Phase", "Verkaufsphase"],
      "closed_on": ["Abgeschlossen am"],
      "next_step": ["Nächster Schritt"],
      "owner": ["Opportunity-Inhaber", "Inhaber"],
    ],
  ]
}
