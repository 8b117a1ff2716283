"""Makes the files of this folder that no editor writes: encodings, workbooks, broken ones.

Standard library, and xlwt for XLS (pip install xlwt). Run it here; what it makes is committed.
"""

import io
import struct
import zipfile

try:
    import xlwt
except ImportError:
    xlwt = None

DAY = (1980, 1, 1, 0, 0, 0)
PLAIN = "工号,姓名,金额\n0001,张三,\"1,234.50\"\n0002,李四,\n"


def save(name, data):
    with open(name, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files:
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = kind
            archive.writestr(info, text)
    return out.getvalue()


# --- encodings -----------------------------------------------------------------------------

def encodings():
    crlf = PLAIN.replace("\n", "\r\n")
    save("gbk.csv", crlf.encode("gbk"))
    save("gb18030-four-bytes.csv", "工号,姓名\n0001,王𠀀\n".encode("gb18030"))
    save("utf8-mark.csv", b"\xef\xbb\xbf" + crlf.encode())
    save("utf16-little.csv", b"\xff\xfe" + crlf.encode("utf-16-le"))
    save("utf16-big.csv", b"\xfe\xff" + crlf.encode("utf-16-be"))
    save("utf16-without-mark.csv", crlf.encode("utf-16-le"))
    save("mac-line-ends.csv", PLAIN.replace("\n", "\r"))
    save("excel-unicode-text.tsv", b"\xff\xfe" + "工号\t金额\r\n0001\t3\r\n".encode("utf-16-le"))
    save("end-of-file-sign.csv", PLAIN.encode("gbk") + b"\x1a")
    save("broken-encoding.csv", "工号,姓名\n0001,".encode() + b"\xff\xff\n")
    save("half-a-sign.csv", "工号,姓名\n0001,张".encode()[:-1] + b"\n\xff")
    save("zeros.csv", b"\0" * 512)
    save("nothing.csv", b"")
    save("only-line-ends.csv", b"\r\n\r\n")


# --- workbooks -----------------------------------------------------------------------------

def xlsx(sheets, states=(), merges=(), shared=False):
    """Each sheet is (name, rows); a cell is None, text, number or ('kind', value)."""
    cell_styles = {"day": 1, "moment": 2, "length": 3, "percent": 4, "time": 5}
    entries = []
    names = []
    for number, (name, rows) in enumerate(sheets, 1):
        lines = []
        for r, row in enumerate(rows, 1):
            cells = []
            for c, value in enumerate(row):
                ref = f"{chr(65 + c)}{r}"
                if value is None:
                    continue
                if isinstance(value, str):
                    text = value.replace("&", "&amp;").replace("<", "&lt;")
                    cells.append(f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
                elif isinstance(value, tuple):
                    kind, value = value
                    if kind == "error":
                        cells.append(f'<c r="{ref}" t="e"><v>{value}</v></c>')
                    elif kind == "truth":
                        cells.append(f'<c r="{ref}" t="b"><v>{value}</v></c>')
                    elif kind == "formula":
                        text, cached = value
                        inner = "" if cached is None else f"<v>{cached}</v>"
                        cells.append(f'<c r="{ref}"><f>{text}</f>{inner}</c>')
                    else:
                        cells.append(f'<c r="{ref}" s="{cell_styles[kind]}"><v>{value}</v></c>')
                else:
                    cells.append(f'<c r="{ref}"><v>{value}</v></c>')
            lines.append(f'<row r="{r}">{"".join(cells)}</row>')
        merged = [m for s, m in merges if s == number]
        merge = ""
        if merged:
            merge = "<mergeCells>" + "".join(f'<mergeCell ref="{m}"/>' for m in merged) + "</mergeCells>"
        entries.append((f"xl/worksheets/sheet{number}.xml",
                        '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/'
                        f'spreadsheetml/2006/main"><sheetData>{"".join(lines)}</sheetData>{merge}</worksheet>'))
        state = dict(states).get(number)
        hidden = f' state="{state}"' if state else ""
        names.append(f'<sheet name="{name}" sheetId="{number}"{hidden} r:id="rId{number}"/>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pkg = "http://schemas.openxmlformats.org/package/2006"
    formats = ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss', '[h]:mm:ss', '0.00%', 'hh:mm']
    num = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{f}"/>' for i, f in enumerate(formats))
    xfs = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{164 + i}" applyNumberFormat="1"/>' for i in range(5))
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    files = [
        ("[Content_Types].xml", head + f'<Types xmlns="{pkg}/content-types"><Default Extension="xml" '
         'ContentType="application/xml"/></Types>'),
        ("_rels/.rels", head + f'<Relationships xmlns="{pkg}/relationships"><Relationship Id="r1" '
         f'Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", head + f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>{"".join(names)}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", head + f'<Relationships xmlns="{pkg}/relationships">' + "".join(
            f'<Relationship Id="rId{n}" Type="{rels}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)) +
         f'<Relationship Id="rIds" Type="{rels}/styles" Target="styles.xml"/></Relationships>'),
        ("xl/styles.xml", head + f'<styleSheet xmlns="{main}"><numFmts>{num}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>'),
    ]
    return packed(files + entries)


def ods(sheets, hidden=(), locked=False):
    """Each sheet is (name, the XML of its rows)."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    tables = "".join(
        f'<table:table table:name="{name}" table:style-name="{"ta2" if name in hidden else "ta1"}">{rows}</table:table>'
        for name, rows in sheets)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0" xmlns:style="{space}style:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        '<office:automatic-styles><style:style style:name="ta1" style:family="table">'
        '<style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
        f'</style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}'
        '</office:spreadsheet></office:body></office:document-content>')
    secret = "<manifest:encryption-data/>" if locked else ""
    manifest = ('<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
                f'xmlns:manifest="{space}manifest:1.0"><manifest:file-entry manifest:full-path="content.xml">'
                f'{secret}</manifest:file-entry></manifest:manifest>')
    return packed([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                   ("content.xml", content), ("META-INF/manifest.xml", manifest)])


def ods_row(*cells, repeat=None):
    def cell(value):
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, tuple):
            kind, value, *more = value
            if kind == "raw":
                return value
            shown = more[0] if more else value
            key = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
            return (f'<table:table-cell office:value-type="{kind}" office:{key}="{value}">'
                    f"<text:p>{shown}</text:p></table:table-cell>")
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    times = f' table:number-rows-repeated="{repeat}"' if repeat else ""
    return f'<table:table-row{times}>{"".join(map(cell, cells))}</table:table-row>'


def container(streams):
    """A container of the older kind, with streams of at least 4,096 bytes."""
    size = 512
    chains, body, first = [], b"", {}
    for name, data in streams:
        data += b"\0" * (max(4096, -(-len(data) // size) * size) - len(data))
        first[name] = (len(chains), len(data))
        count = len(data) // size
        start = len(chains)
        chains += [start + i + 1 for i in range(count - 1)] + [0xFFFFFFFE]
        body += data

    def entry(name, kind, start, length, child):
        raw = name.encode("utf-16-le") + b"\0\0"
        return (raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF,
                                                   0xFFFFFFFF, child) + b"\0" * 36 + struct.pack("<IIQ", 0, 0, 0)[:0]
                + struct.pack("<IQ", start, length))
    entries = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)
    for name, _ in streams:
        entries += entry(name, 2, *first[name], 0xFFFFFFFF)
    entries += b"\0" * (-len(entries) % size)
    directory = len(chains)
    chains += [directory + i + 1 for i in range(len(entries) // size - 1)] + [0xFFFFFFFE]
    table = len(chains)
    chains.append(0xFFFFFFFD)
    assert len(chains) <= 128
    fat = struct.pack(f"<{len(chains)}I", *chains) + b"\xff" * (size - 4 * len(chains))
    head = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 +
            struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6 +
            struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) +
            struct.pack("<I", table) + b"\xff" * 432)
    assert len(head) == 512, len(head)
    return head + body + entries + fat


def workbooks():
    plain = [["工号", "姓名", "金额"], ["0001", "张三", 1234.5], ["0002", "李四", 0.1 + 0.2]]
    save("plain.xlsx", xlsx([("一月", plain)]))
    save("kinds.xlsx", xlsx([("表", [
        ["工号", "签约日", "时间", "时长", "完成率", "有效", "钟点", "文本数", "公式"],
        ["0001", ("day", 46204), ("moment", 46204.67013888889), ("length", 1.0625), ("percent", 0.125),
         ("truth", 1), ("time", 0.75), "1,234.50", ("formula", ("A1*2", 0.6))],
        [7, None, None, None, None, ("truth", 0), None, "12%", ("formula", ("SUM(A1:A2)", 12))]])]))
    save("several-sheets.xlsx", xlsx([("销售", plain), ("质检", [["工号", "差错"], ["0001", 2]]), ("空表", [])]))
    save("hidden-sheet.xlsx", xlsx([("销售", plain), ("底稿", plain), ("密", plain)],
                                   states=[(2, "hidden"), (3, "veryHidden")]))
    save("titles-above.xlsx", xlsx([("表", [["2026年10月销售统计表"], ["制表：王敏", None, "2026-11-01"],
                                            ["工号", "姓名", "金额"], ["0001", "张三", 5]])],
                                   merges=[(1, "A1:C1")]))
    save("two-layers.xlsx", xlsx([("表", [["工号", "姓名", "业绩", None], [None, None, "签约", "回款"],
                                          ["0001", "张三", 5, 6]])],
                                 merges=[(1, "A1:A2"), (1, "B1:B2"), (1, "C1:D1")]))
    save("merged-below.xlsx", xlsx([("表", [["团队", "工号"], ["一组", "0001"], [None, "0002"]])],
                                   merges=[(1, "A2:A3")]))
    save("errors.xlsx", xlsx([("表", [["工号", "金额"], ["0001", ("error", "#N/A")], ["0002", ("error", "#DIV/0!")]])]))
    save("unworked.xlsx", xlsx([("表", [["工号", "金额"], ["0001", ("formula", ("1+1", None))]])]))
    save("long-numbers.xlsx", xlsx([("表", [["工号", "身份"], ["0001", 1234567890123456789]])]))
    save("empty-workbook.xlsx", xlsx([("表", [])]))
    save("half-written.xlsx", xlsx([("一月", plain)])[:900])
    save("no-bytes.xlsx", b"")
    save("renamed.xlsx", PLAIN)
    save("web-page.xls", "<html><meta charset=gb2312><table><tr><td>工号</td></tr></table></html>".encode("gbk"))
    save("text-inside.xls", "工号\t金额\r\n0001\t3\r\n".encode("gbk"))
    save("locked.xlsx", container([("EncryptedPackage", b"x" * 5000), ("EncryptionInfo", b"y" * 100)]))
    save("plain.ods", ods([("一月", ods_row("工号", "姓名", "金额", "签约日", "时刻", "时长", "率", "有效")
                            + ods_row("0001", "张三", ("float", "1234.5"), ("date", "2026-07-01"),
                                      ("date", "2026-07-01T16:05:00"), ("time", "PT25H30M00S"),
                                      ("percentage", "0.125", "12.5%"), ("boolean", "true"))
                            + ods_row(None, repeat=3)
                            + ods_row("0002", "a&amp;b", ("currency", "-0.3", "-￥0.30"), repeat=2)
                            + ods_row(None, repeat=1048570))]))
    save("several-sheets.ods", ods([("销售", ods_row("工号", "金额") + ods_row("0001", ("float", "3"))),
                                    ("底稿", ods_row("工号", "金额") + ods_row("0001", ("float", "9")))],
                                   hidden=["底稿"]))
    save("merged.ods", ods([("表", ods_row("工号", "团队")
                             + ods_row("0001", ("raw", '<table:table-cell office:value-type="string" '
                                                'table:number-rows-spanned="2" table:number-columns-spanned="1">'
                                                "<text:p>一组</text:p></table:table-cell>"))
                             + ods_row("0002", ("raw", "<table:covered-table-cell/>")))]))
    save("remark-and-error.ods", ods([("表", ods_row("工号", "金额") + ods_row(
        ("raw", '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p>'
         "</office:annotation><text:p>0001</text:p></table:table-cell>"),
        ("raw", '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
         'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>')))]))
    save("locked.ods", ods([("表", ods_row("工号"))], locked=True))
    save("cut-off.ods", packed([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                                ("content.xml", "<office:document-content><office:body>")]))
    save("million-columns.ods", ods([("表", ods_row("工号") + ods_row(
        ("raw", '<table:table-cell table:number-columns-repeated="1000000" office:value-type="float" '
         'office:value="1"><text:p>1</text:p></table:table-cell>')))]))


def old_workbooks():
    if xlwt is None:
        return

    def saved(book):
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    import datetime
    book = xlwt.Workbook()
    sheet = book.add_sheet("销售")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    moment = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm")
    for c, heading in enumerate(["工号", "姓名", "金额", "签约日", "时刻", "有效", "公式"]):
        sheet.write(0, c, heading)
    sheet.write(1, 0, "0001")
    sheet.write(1, 1, "张三")
    sheet.write(1, 2, 0.29)
    sheet.write(1, 3, datetime.date(2026, 7, 1), day)
    sheet.write(1, 4, datetime.datetime(2026, 7, 1, 16, 5), moment)
    sheet.write(1, 5, True)
    sheet.write(2, 0, 8)
    sheet.write(2, 2, -1234.5)
    hidden = book.add_sheet("底稿")
    hidden.write(0, 0, "工号")
    hidden.write(1, 0, "0001")
    hidden.visibility = 1
    save("plain.xls", saved(book))
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write_merge(0, 0, 0, 2, "2026年10月统计")
    for c, heading in enumerate(["工号", "团队", "金额"]):
        sheet.write(1, c, heading)
    sheet.write(2, 0, "0001")
    sheet.write_merge(2, 3, 1, 1, "一组")
    sheet.write(3, 0, "0002")
    save("merged.xls", saved(book))
    # A password turns up as a record of its own at the beginning of the stream.
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    save("locked.xls", container([("Workbook", begin + struct.pack("<HHHH", 0x2F, 4, 1, 0))]))
    bound = struct.pack("<HHIBBBB", 0x0085, 9, 0, 0, 0, 1, 0) + b"A"
    far = struct.pack("<HHIIHHH", 0x0200, 14, 0, 4294967295, 0, 65535, 0)
    save("far-bounds.xls", container([("Workbook", begin + bound + struct.pack("<HH", 10, 0) + begin + far
                                       + struct.pack("<HH", 10, 0))]))
    cell = struct.pack("<HHHHHd", 0x0203, 14, 65535, 65535, 0, 1.0)
    near = struct.pack("<HHHHHd", 0x0203, 14, 0, 0, 0, 1.0)
    save("far-cell.xls", container([("Workbook", begin + bound + struct.pack("<HH", 10, 0) + begin + near + cell
                                     + struct.pack("<HH", 10, 0))]))
    save("cut-off.xls", saved(book)[:3000])


encodings()
workbooks()
old_workbooks()
