// Everything can be read without this script. It opens what a link points at.
(function () {
  "use strict";

  function openTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    if (target) target.scrollIntoView();
  }

  // Printing shows every explanation that the reader has opened, and no other.
  window.addEventListener("hashchange", openTarget);
  if (location.hash) openTarget();
})();
