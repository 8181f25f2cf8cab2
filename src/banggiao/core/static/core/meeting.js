/* Keys of the meeting's page. Every key presses a link or button that is there without scripts. */
(function () {
  "use strict";

  var root = document.documentElement;
  var ARROWS = { ArrowRight: "j", ArrowLeft: "k" };
  var LAST = 3;

  function stored(key, value) {
    try {
      if (value !== undefined) localStorage.setItem("banggiao." + key, value);
      return localStorage.getItem("banggiao." + key);
    } catch (error) {
      return null; /* storage is closed */
    }
  }

  function size(step) {
    var now = parseInt(root.dataset.size || stored("wall") || "1", 10);
    var next = Math.min(Math.max((isNaN(now) ? 1 : now) + step, 0), LAST);
    root.dataset.size = String(next);
    if (step) stored("wall", String(next));
  }

  function press(key) {
    var target = Array.prototype.find.call(document.querySelectorAll("[data-key]"), function (one) {
      return one.dataset.key === key;
    });
    if (!target) return false;
    if (target.tagName === "SUMMARY") target.parentNode.open = !target.parentNode.open;
    else target.click();
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.metaKey) return;
    var typing = event.target.closest("input, select, textarea");
    var key = ARROWS[event.key] || (event.key === "=" ? "+" : event.key);
    if (event.ctrlKey) key = "Ctrl+" + event.key;
    else if (typing && key !== "Escape") return;
    if (key === "Enter" && document.activeElement !== document.body) return;
    if (key.length === 1 && stored("keys") === "off") return;
    if (press(key)) event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-size]");
    if (button && button !== root) size(parseInt(button.dataset.size, 10));
  });

  size(0);
  var area = document.querySelector(".wall-form textarea");
  if (area) area.focus();
})();
