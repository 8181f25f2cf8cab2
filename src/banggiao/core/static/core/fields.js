/* A pasted block as fields, by keyboard: up and down as in a spreadsheet. Tab and the fields do without. */
(function () {
  "use strict";

  var cells = window.banggiaoCells;

  /* in a field of several lines the arrows leave it from its first and its last letter */
  function leaves(field, down) {
    if (field.tagName !== "TEXTAREA") return true;
    var isWhole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (isWhole) return true;
    if (field.selectionStart !== field.selectionEnd) return false;
    return field.selectionStart === (down > 0 ? field.value.length : 0);
  }

  document.addEventListener("keydown", function (event) {
    var field = event.target;
    if (!field.matches("[data-cells] td :is(input, textarea)") || cells.isComposing(event)) return;
    if (event.ctrlKey || event.metaKey) return;
    var isEnter = event.key === "Enter";
    if (isEnter && event.altKey && field.tagName === "TEXTAREA") {
      event.preventDefault();
      return cells.newLine(field);
    }
    var move = cells.MOVES[event.key];
    var down = isEnter ? (event.shiftKey ? -1 : 1) : move && move[0];
    if (!down || event.altKey || (!isEnter && !leaves(field, down))) return;
    var cell = cells.step(cells.of(field), down, 0);
    var other = cell && cell.querySelector("input, textarea");
    if (other) {
      event.preventDefault();
      other.focus();
      other.select();
    } else if (isEnter && field.tagName === "TEXTAREA") {
      event.preventDefault();
      field.form.requestSubmit(); /* as Enter does in a field of one line: it looks again */
    }
  });
})();
