extension RowKind {
  /// Headers: Salesforce reports and object API names, Salesforce CPQ, ServiceNow labels and names, HubSpot, Dynamics.
  static let contractFields = [
    Field(
      "contract_id", .identifier, required: true,
      [
        "Contract ID", "Contract Number", "ContractNumber", "Contract No", "Contract #", "Contract", "Contract Name",
        "Contract: Contract Number", "SBQQ__Contract__c", "SBQQ__Contract__r.ContractNumber", "u_contract_number",
        "vendor_contract", "contractnumber", "Agreement Number", "Agreement ID", "Agreement", "Order Form Number",
        "hs_contract_id", "Service Contract Number", "number", "(Do Not Modify) Contract",
      ]),
    Field("account_id", .identifier, required: true, accountAliases),
    Field(
      "start_date", .day, required: true,
      [
        "Contract Start Date", "StartDate", "Start", "Starts", "Term Start", "Term Start Date",
        "Subscription Start Date",
        "Subscription Start", "SBQQ__StartDate__c", "Service Start Date", "activeon", "Active On", "Contract Start",
        "contract_start_date", "Effective Date", "Effective From", "Begin Date", "u_start_date", "Start date",
      ]),
    Field(
      "end_date", .day, required: true,
      [
        "Contract End Date", "EndDate", "End", "Ends", "Term End", "Term End Date", "Subscription End Date",
        "Subscription End", "SBQQ__EndDate__c", "Service End Date", "expireson", "Expires On", "Expires",
        "Expiration Date", "Expiry Date", "Contract End", "contract_end_date", "Effective To", "u_end_date",
      ]),
    Field(
      "renewal_date", .day,
      [
        "Renewal Date", "u_renewal_date", "Subscription Renewal Date", "Contract Renewal Date", "renewal_end_date",
        "Next Renewal Date", "Renews On", "RenewalDate", "hs_renewal_date",
      ]),
    Field(
      "status", .choice,
      ["Contract Status", "State", "statecode", "StatusCode", "Subscription Status", "contract_state", "u_status"]),
    Field(
      "currency", .currency,
      [
        "Contract Currency", "CurrencyIsoCode", "Currency Code", "Currency ISO Code", "ISO Currency",
        "transactioncurrencyid", "deal_currency_code", "u_currency",
      ]),
    Field(
      "auto_renew", .flag,
      [
        "Auto Renew", "Auto-Renew", "Auto Renewal", "Auto-Renewal", "Automatic Renewal", "Evergreen", "AutoRenew__c",
        "SBQQ__Evergreen__c", "Auto_Renewal__c", "renewable", "u_auto_renew", "Auto-renew?", "Renews Automatically",
      ]),
    Field(
      "renewal_term_months", .whole,
      [
        "Renewal Term", "Renewal Term (months)", "SBQQ__RenewalTerm__c", "Renewal Term Months", "u_renewal_term",
        "Renewal Period (months)",
      ]),
    Field(
      "notice_days", .whole,
      [
        "Notice Days", "Notice (days)", "Notice Period (days)", "OwnerExpirationNotice", "Owner Expiration Notice",
        "Cancellation Notice Days", "Non-Renewal Notice Days", "u_notice_period", "Notice Period Days", "Notice Period",
      ]),
    Field("notice_months", .whole, ["Notice Months", "Notice (months)", "Notice Period (months)"]),
    Field("notice_day_type", .choice, ["Notice Day Type", "Notice Unit", "Notice Days Are"]),
    Field(
      "notice_given", .day,
      ["Notice Given", "Notice Given On", "Notice Date", "Notice Received", "Cancellation Notice Date"]),
    Field("notice_clause", .text, ["Notice Clause", "Clause", "Clause Text", "Renewal Clause", "notice_text"]),
    Field(
      "uplift_cap_percent", .percent,
      ["Uplift Cap", "Uplift Cap %", "Price Cap", "Price Cap %", "Renewal Cap %", "Max Uplift %", "Renewal Price Cap"]),
    Field(
      "uplift_percent", .percent,
      [
        "Uplift", "Uplift %", "Renewal Uplift", "Renewal Uplift (%)", "SBQQ__RenewalUpliftRate__c", "Price Increase %",
        "cost_adjustment_percentage",
      ]),
    Field("uplift_basis", .choice, ["Uplift Basis"]),
    Field(
      "billing_frequency", .text,
      ["Billing Frequency", "SBQQ__BillingFrequency__c", "Billing", "billingfrequencycode", "Invoice Frequency"]),
    Field("payment_terms", .text, ["Payment Terms", "Payment Term", "paymenttermscode", "SBQQ__PaymentTerms__c"]),
    Field(
      "signed_date", .day,
      [
        "Customer Signed Date", "CustomerSignedDate", "Signed Date", "Signed On", "Company Signed Date",
        "Date Signed", "Signature Date",
      ]),
    Field(
      "renews_contract_id", .identifier,
      [
        "Renewed Contract", "Prior Contract", "Previous Contract", "Renews", "SBQQ__RenewedContract__c",
        "originatingcontract", "Predecessor", "Renewal Of",
      ]),
    Field("transfer_to", .identifier, ["Transferred To", "Merged Into", "Transfer To"]),
    Field(
      "owner", .text, ["Contract Owner", "Owner", "Owner.Name", "ownerid", "Contract Owner Email", "Renewal Manager"]),
    Field("po_required", .flag, ["PO Required", "Purchase Order Required", "Requires PO", "po_required__c"]),
    Field(
      "term_months", .whole,
      [
        "Contract Term", "Contract Term (months)", "ContractTerm", "Term (months)", "Term Months", "Term",
        "Subscription Term", "SBQQ__SubscriptionTerm__c",
      ]),
    Field(
      "total_annual_amount", .number, ["ACV", "Annual Contract Value", "Contract ARR", "ARR", "Total Annual Amount"]),
    Field("account_name", .text, accountNameAliases),
  ]

  /// Headers that hold the account's id. Salesforce reports call a look-up by the object's label.
  static let accountAliases = [
    "Account ID", "AccountId", "Account", "Account: Account ID", "Account.Id", "SBQQ__Account__c", "Account Number",
    "account.number", "account.sys_id", "Customer ID", "Customer", "Customer Number", "Company ID", "Company Id",
    "customer_account", "u_account", "_customerid_value", "_accountid_value", "accountid", "customerid",
    "associatedcompanyid", "Associated Company IDs",
    "Company External ID", "GSID", "Company GSID", "Record ID - Company", "SFDC Account Id",
    "Account 18 Digit ID", "Account ID 18",
  ]

  /// Headers that hold the account's name; used where there is no id.
  static let accountNameAliases = [
    "Account Name", "Account.Name", "Account: Account Name", "Customer Name", "Company Name", "account.name", "Company",
    "Associated Company", "SBQQ__Account__r.Name",
  ]
}
