// Writes every displayed table of a page as the browser lays it out: its tree is the browser's own, and a cell's slots are
// read off its box, in a copy whose columns and rows are all as wide and as high as one unit.
// The page is in the constant `page`, base64.
const kUnit = 20;

function isDisplayed(element) {
  return element.getClientRects().length > 0;
}

/// Text outside nested tables, white space left out.
function textOf(cell) {
  let out = '';
  for (const child of cell.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) out += child.data;
    else if (child.nodeType === Node.ELEMENT_NODE && child.localName !== 'table') out += textOf(child);
  }
  return out.replace(/\s/g, '');
}

/// The table without what is in its cells, set in units.
function unitCopy(table, stage) {
  const copy = table.cloneNode(true);
  for (const caption of copy.querySelectorAll('caption, col, colgroup')) caption.remove();
  for (const row of copy.rows) {
    row.style.height = kUnit + 'px';
    for (const cell of row.cells) {
      cell.replaceChildren();
      for (const name of ['width', 'height', 'nowrap']) cell.removeAttribute(name);
      cell.style.cssText += ';padding:0;border:0;width:auto;height:auto';
    }
  }
  let widest = 1;
  for (const row of copy.rows) {
    let columns = 0;
    for (const cell of row.cells) columns += cell.colSpan;
    widest += columns;
  }
  widest = Math.min(widest, 3000);
  const group = document.createElement('colgroup');
  for (let i = 0; i < widest; ++i) {
    const col = document.createElement('col');
    col.style.width = kUnit + 'px';
    group.append(col);
  }
  copy.prepend(group);
  copy.style.cssText = 'display:table;position:static;float:none;border:0;border-spacing:0;border-collapse:separate;table-layout:fixed;height:auto;width:' + widest * kUnit + 'px';
  copy.removeAttribute('height');
  stage.append(copy);
  return copy;
}

function slotsOf(table) {
  const stage = document.createElement('div');
  stage.style.cssText = 'position:absolute;left:0;top:0;width:100000px;font-size:1px;line-height:1px';
  document.body.append(stage);
  const copy = unitCopy(table, stage);
  const origin = copy.getBoundingClientRect();
  const cells = [];
  for (let tr = 0; tr < copy.rows.length; ++tr) {
    for (let td = 0; td < copy.rows[tr].cells.length; ++td) {
      const cell = copy.rows[tr].cells[td], box = cell.getBoundingClientRect();
      if (!isDisplayed(cell)) continue;
      const at = (value) => Math.round(value / kUnit);
      cells.push({row: at(box.top - origin.top), col: at(box.left - origin.left), rowEnd: at(box.bottom - origin.top), colEnd: at(box.right - origin.left),
                  tr: tr + 1, td: td + 1, text: textOf(table.rows[tr].cells[td])});
    }
  }
  stage.remove();
  return cells.sort((a, b) => a.row - b.row || a.col - b.col);
}

/// A cell that covers a part of another ends before it.
function cut(cells) {
  for (const cell of cells)
    for (const other of cells)
      if (other !== cell && other.row < cell.row && other.rowEnd > cell.row && other.col > cell.col && other.col < cell.colEnd) cell.colEnd = other.col;
}

/// Rows and columns in which no cell begins do not show.
function fold(cells, first, end) {
  const begins = [...new Set(cells.map((cell) => cell[first]))].sort((a, b) => a - b);
  const rank = (at) => begins.filter((begin) => begin < at).length;
  for (const cell of cells) {
    const to = rank(cell[end]);
    cell[first] = rank(cell[first]);
    cell[end] = to;
  }
  return begins.length;
}

function describe(table, number) {
  const cells = slotsOf(table);
  cut(cells);
  const rows = fold(cells, 'row', 'rowEnd'), cols = fold(cells, 'col', 'colEnd');
  let out = `table ${number}: ${rows} rows, ${cols} columns\n`;
  for (const c of cells) out += `${c.row} ${c.col} ${c.rowEnd - c.row}x${c.colEnd - c.col} tr ${c.tr} td ${c.td} ${c.text}\n`;
  return out;
}

const bytes = Uint8Array.from(atob(page), (c) => c.charCodeAt(0));
const parsed = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/html');
for (const sheet of parsed.head.querySelectorAll('style')) document.head.append(document.adoptNode(sheet));
const body = document.adoptNode(parsed.body);
document.body.replaceWith(body);
let text = '';
[...document.querySelectorAll('table')].forEach((table, i) => {
  if (isDisplayed(table)) text += describe(table, i + 1);
});
document.body.replaceChildren(Object.assign(document.createElement('pre'), {id: 'grids', textContent: text}));
