/* Tables of Word or of a web page, whose cells the clipboard gives apart only as HTML, are pasted into
   the field for a block as lines with tabs. */
(function () {
  "use strict";

  function textOf(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll("br, p, div, li").forEach(function (one) {
      one.before("\n");
    });
    return copy.textContent
      .replace(/[ \t\u00a0]+/g, " ")
      .replace(/\s*\n\s*/g, "\n")
      .trim();
  }

  function quoted(text) {
    return /[\n"]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function linesOf(table) {
    var taken = {}; /* cells that one of a row above reaches into, with its text */
    return Array.prototype.map
      .call(table.rows, function (row, at) {
        var line = [];
        var column = 0;
        Array.prototype.forEach.call(row.cells, function (cell) {
          while (at + "-" + column in taken) line[column] = taken[at + "-" + column++];
          var text = quoted(textOf(cell));
          for (var right = 0; right < Math.min(cell.colSpan, 50); right++) {
            for (var down = 1; down < Math.min(cell.rowSpan, 500); down++) {
              taken[at + down + "-" + column] = right ? "" : text;
            }
            line[column++] = right ? "" : text;
          }
        });
        while (at + "-" + column in taken) line[column] = taken[at + "-" + column++];
        return line.join("\t");
      })
      .join("\n");
  }

  document.addEventListener("paste", function (event) {
    var area = event.target;
    if (!area.matches || !area.matches("[data-paste-table]") || !event.clipboardData) return;
    var page = event.clipboardData.getData("text/html");
    /* spreadsheets give tabs and quotes of their own, which are to be trusted more */
    if (!/<table/i.test(page) || /urn:schemas-microsoft-com:office:(excel|spreadsheet)|LibreOffice|google-sheets/i.test(page)) return;
    var table = new DOMParser().parseFromString(page, "text/html").querySelector("table");
    if (!table || !table.rows.length) return;
    event.preventDefault();
    area.setRangeText(linesOf(table) + "\n", area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
