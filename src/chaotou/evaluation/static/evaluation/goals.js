// Whoever fills in a goal means it: its choice is made with it.
"use strict";

document.addEventListener("input", function (event) {
  const goal = event.target.closest(".goals label")?.querySelector("input[type=radio]");
  if (goal && goal !== event.target) goal.checked = true;
});
