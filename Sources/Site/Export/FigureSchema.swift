/// The form of `FigureExport.json` as JSON Schema, draft 2020-12.
public enum FigureSchema {
  /// The schema.
  public static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Perennial: figures with their explanations",
      "type": "object",
      "additionalProperties": false,
      "required": ["as_of", "audience", "currency", "book", "accounts"],
      "properties": {
        "as_of": { "type": "string", "format": "date" },
        "audience": { "enum": ["customer", "field", "team"] },
        "currency": { "type": "string", "pattern": "^[A-Z]{3}$" },
        "book": { "type": "array", "items": { "$ref": "#/$defs/figure" } },
        "accounts": {
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["slug", "name", "figures"],
            "properties": {
              "slug": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
              "name": { "type": "string" },
              "figures": { "type": "array", "items": { "$ref": "#/$defs/figure" } }
            }
          }
        }
      },
      "$defs": {
        "pair": {
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "value"],
          "properties": { "name": { "type": "string" }, "value": { "type": "string" } }
        },
        "figure": {
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "title", "text", "value", "rule", "inputs", "weights", "left_out", "cut_off"],
          "properties": {
            "name": { "type": "string" },
            "title": { "type": "string" },
            "text": { "type": "string", "description": "as pages show it" },
            "value": { "type": "string", "description": "money as 1234.50 USD, shares as per cent, dates ISO 8601; empty where it can't be told" },
            "rule": { "type": "string", "description": "the formula in words" },
            "numbers": { "type": "string", "description": "the formula with its numbers" },
            "inputs": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "value"],
                "properties": {
                  "name": { "type": "string" },
                  "value": { "type": "string" },
                  "source": { "type": "string", "description": "file:line:column; the team's export alone" }
                }
              }
            },
            "weights": { "type": "array", "items": { "$ref": "#/$defs/pair" } },
            "left_out": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "reason"],
                "properties": { "name": { "type": "string" }, "reason": { "type": "string" } }
              }
            },
            "cut_off": { "type": "string", "format": "date" }
          }
        }
      }
    }
    """
}
