extension RowKind {
  /// Headers: ServiceNow subscription management, Gainsight, and what spreadsheets say.
  static let usageFields = [
    Field("account_id", .identifier, required: true, accountAliases),
    Field(
      "product", .text, required: true,
      [
        "Product Name", "Product", "Subscription", "Subscription Name", "SKU", "Product Code", "License", "Application",
        "Entitlement", "subscription_product", "Instrument",
      ]),
    Field(
      "month", .month, required: true,
      ["Month", "Period", "As Of", "As of Date", "Date", "Snapshot Date", "Usage Month", "Reporting Month", "Week"]),
    Field(
      "entitled", .number,
      [
        "Entitled", "Purchased", "Licensed", "Entitlement Quantity", "Licences Purchased", "Licenses Purchased",
        "Quantity", "Rights", "Licensed Users", "Entitled Users", "Purchased Users", "Seats Purchased", "Seats",
      ]),
    Field(
      "assigned", .number,
      [
        "Assigned", "Allocated", "Deployed", "Provisioned", "Licenses Assigned", "Licences Assigned", "Used Licenses",
        "Assigned Users", "Provisioned Users", "Allocated Users", "Seats Assigned",
      ]),
    Field(
      "active", .number,
      ["Active", "Active Users", "MAU", "Monthly Active Users", "Used", "Consumed", "Usage", "Measured", "In Use"]),
    Field("account_name", .text, accountNameAliases),
  ]

  /// Headers: Gainsight scorecards, survey tools, support exports.
  static let healthFields = [
    Field("account_id", .identifier, required: true, accountAliases),
    Field(
      "date", .day, required: true,
      [
        "Date", "As Of", "As of Date", "Measured On", "Snapshot Date", "Scored Date", "Response Date", "Modified Date",
        "Measure Date", "Score Date",
      ]),
    Field(
      "measure", .identifier, required: true,
      ["Measure", "Measure Name", "Metric", "Metric Name", "Scorecard Measure", "KPI", "Indicator"]),
    Field("value", .number, required: true, ["Value", "Score", "Current Score", "Reading", "Result", "Amount"]),
    Field("note", .text, ["Note", "Notes", "Comment", "Comments", "Remark"]),
    Field("account_name", .text, accountNameAliases),
  ]

  /// Headers: Salesforce reports and API names, ServiceNow, HubSpot deals, Dynamics.
  static let opportunityFields = [
    Field(
      "opportunity_id", .identifier, required: true,
      [
        "Opportunity ID", "OpportunityId", "Id", "Deal ID", "Record ID", "opportunityid", "Opportunity Number",
        "Opportunity: Opportunity ID", "number", "sys_id", "hs_object_id", "Opportunity 18 Digit ID",
        "(Do Not Modify) Opportunity",
      ]),
    Field(
      "account_id", .identifier, required: true, accountAliases + ["parentaccountid", "_parentaccountid_value"]),
    Field(
      "contract_id", .identifier,
      [
        "Contract ID", "ContractId", "Contract", "Contract Number", "SBQQ__RenewedContract__c", "Renewed Contract",
        "SBQQ__AmendedContract__c", "Contract: Contract Number",
      ]),
    Field(
      "close_date", .day, required: true,
      [
        "Close Date", "CloseDate", "Expected Close Date", "Est. Close Date", "estimatedclosedate",
        "estimated_closed_date",
      ]),
    Field(
      "amount", .number, required: true,
      [
        "Amount", "Renewal Amount", "Deal Amount", "estimatedvalue", "Est. Revenue", "Forecast Amount", "total_amount",
        "ACV", "Amount (converted)",
      ]),
    Field(
      "currency", .currency,
      [
        "Amount Currency", "CurrencyIsoCode", "Opportunity Currency", "Currency", "deal_currency_code", "Currency Code",
        "transactioncurrencyid", "Amount (converted) Currency",
      ]),
    Field(
      "category", .choice,
      [
        "Forecast Category", "ForecastCategory", "ForecastCategoryName", "Forecast Category Name",
        "hs_forecast_category",
        "Forecast category", "msdyn_forecastcategory", "forecast_category",
      ]),
    Field(
      "stage", .text, ["Stage", "StageName", "Deal Stage", "dealstage", "Sales Stage", "stepname", "sales_cycle_type"]),
    Field("outcome", .choice, ["Outcome", "Renewal Outcome", "Renewal Status", "statecode", "Won", "Closed Status"]),
    Field(
      "closed_on", .day, ["Closed On", "Closed Date", "Actual Close Date", "actualclosedate", "Date Closed"]),
    Field("next_step", .text, ["Next Step", "NextStep", "hs_next_step", "Next Steps"]),
    Field("next_step_date", .day, ["Next Step Date", "Next Step Due", "Next Step Due Date", "Next Activity Date"]),
    Field(
      "owner", .text,
      ["Opportunity Owner", "Owner", "Owner.Name", "ownerid", "hubspot_owner_id", "Deal owner", "assigned_to"]),
    Field("account_name", .text, accountNameAliases),
  ]
}
