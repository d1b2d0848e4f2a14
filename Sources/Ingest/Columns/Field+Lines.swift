extension RowKind {
  /// Headers: Salesforce CPQ subscriptions and opportunity products, ServiceNow contract lines and sold products.
  static let lineFields = [
    Field(
      "line_id", .identifier,
      [
        "Line ID", "Contract Line ID", "Subscription ID", "Subscription #", "SBQQ__Subscription__c", "Line Number",
        "Line Item ID", "Contract Line", "Opportunity Product ID", "Line", "Asset ID", "hs_line_item_id", "u_line_id",
      ]),
    Field(
      "contract_id", .identifier, required: true,
      contractFields.first { $0.name == "contract_id" }?.aliases ?? []),
    Field(
      "product", .text, required: true,
      [
        "Product Name", "Product", "Product2.Name", "SBQQ__ProductName__c", "SBQQ__Product__r.Name", "Offering",
        "Product Offering", "Product Model", "sold_product", "Item", "Item Name", "Line Item Name", "productname",
      ]),
    Field(
      "sku", .identifier,
      [
        "SKU", "Product Code", "ProductCode", "Product2.ProductCode", "SBQQ__ProductCode__c", "Part Number", "hs_sku",
        "Product Number", "productnumber", "product_code", "Material",
      ]),
    Field(
      "license_metric", .choice, ["License Metric", "Licence Metric", "Metric", "Meter", "Unit of Measure", "Unit"]),
    Field(
      "quantity", .number, required: true,
      ["Quantity", "Qty", "SBQQ__Quantity__c", "Seats", "Units", "Licenses", "Licences", "quantity__c", "u_quantity"]),
    Field(
      "unit_price", .number,
      [
        "Unit Price", "Sales Price", "UnitPrice", "SBQQ__NetPrice__c", "Net Unit Price", "Net Price", "priceperunit",
        "Price", "Annual Unit Price", "u_unit_price", "Customer Price",
      ]),
    Field(
      "list_price", .number,
      ["List Price", "ListPrice", "SBQQ__ListPrice__c", "List Unit Price", "Catalog Price", "u_list_price"]),
    Field(
      "discount_percent", .percent,
      ["Discount", "Discount %", "Discount (%)", "SBQQ__Discount__c", "Discount Percent", "hs_discount_percentage"]),
    Field(
      "start_date", .day,
      [
        "Line Start Date", "SBQQ__SegmentStartDate__c", "SBQQ__SubscriptionStartDate__c", "Start Date", "StartDate",
        "Start", "Starts", "Subscription Start Date", "SBQQ__StartDate__c", "ServiceDate", "Segment Start",
      ]),
    Field(
      "end_date", .day,
      [
        "Line End Date", "SBQQ__SegmentEndDate__c", "SBQQ__SubscriptionEndDate__c", "End Date", "EndDate", "End",
        "Ends",
        "Subscription End Date", "SBQQ__EndDate__c", "Segment End",
      ]),
    Field(
      "annual_amount", .number,
      [
        "Annual Amount", "Annual Price", "ARR", "Line ARR", "ACV", "Annual Recurring Revenue", "Annual Value",
        "Yearly Amount", "hs_arr", "u_annual_amount",
      ]),
    Field("recurring", .flag, ["Recurring", "Is Recurring", "Recurring?", "Charge Type", "SBQQ__ChargeType__c"]),
    Field("currency", .currency, ["Line Currency", "CurrencyIsoCode", "Currency", "Sales Price Currency"]),
  ]
}
