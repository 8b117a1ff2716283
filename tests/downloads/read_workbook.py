"""Reads a workbook with openpyxl and prints what a person would find in it, as JSON: an independent
look at what Meritbook writes. Usage: read_workbook.py FILE"""

import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheets = []
for sheet in book.worksheets:
    rows = []
    for row in sheet.iter_rows():
        rows.append(
            [
                {
                    "value": cell.value.isoformat() if cell.is_date and cell.value else cell.value,
                    "type": "d" if cell.is_date and cell.value else cell.data_type,
                    "format": cell.number_format,
                    "quoted": bool(cell.quotePrefix),
                }
                for cell in row
            ]
        )
    sheets.append(
        {
            "name": sheet.title,
            "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "widths": [sheet.column_dimensions[c].width for c in "ABC"],
            "links": [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink],
            "rows": rows,
        }
    )
created = book.properties.created.isoformat()
print(json.dumps({"created": created, "sheets": sheets}, ensure_ascii=False))
