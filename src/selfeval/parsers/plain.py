"""Reads a form written in plain text, as the rules' examples and the samples are.

A line with `|` is a row of a table, and an empty line ends the table; any other line is a paragraph. In a cell `^` joins it
to the cell above, `<` to the cell on its left, and `\\n` is a line break.
"""

from selfeval.document import Cell, Document, Grid, Paragraph, Row


def read_plain(text: str, file: str = "plain.txt") -> Document:
    document = Document(file)
    table: list[list[str]] = []
    tables = 0

    def end_table() -> None:
        nonlocal tables
        if table:
            tables += 1
            document.blocks.append(plain_grid(table, f"table {tables}"))
            table.clear()

    paragraphs = 0
    for line in text.splitlines():
        if "|" in line:
            table.append([cell.strip().replace("\\n", "\n") for cell in line.split("|")])
            continue
        end_table()
        if line.strip():
            paragraphs += 1
            document.blocks.append(Paragraph(line.strip(), f"p{paragraphs}"))
    end_table()
    return document


def plain_grid(table: list[list[str]], part: str) -> Grid:
    """The grid of a table's cell texts, with `^` and `<` joined."""
    grid = Grid(part)
    above: list[Cell] = []
    for number, texts in enumerate(table, 1):
        places: list[Cell] = []
        for col, text in enumerate(texts, 1):
            if text == "<" and places:
                cell = places[-1]
                if cell.row == number:
                    cell.cols = col - cell.col + 1
            elif text == "^" and col <= len(above):
                cell = above[col - 1]
                cell.rows = number - cell.row + 1
            else:
                cell = Cell(text, number, col)
            places.append(cell)
        grid.rows.append(Row(number, list(dict.fromkeys(places))))
        above = places
    return grid
