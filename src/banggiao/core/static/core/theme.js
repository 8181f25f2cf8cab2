/* Runs in <head> before the first paint: sets the theme the person chose and says that scripts work. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("banggiao.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    /* storage is closed: the machine's wish holds */
  }
})();
