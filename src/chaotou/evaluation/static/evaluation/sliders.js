// Puts a slider beside every number that has bounds; the number stays what is sent.
(function () {
  "use strict";

  function beside(input) {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = input.dataset.least;
    slider.max = input.dataset.most;
    slider.step = input.dataset.step;
    slider.value = input.value || input.dataset.slides;
    slider.setAttribute("aria-labelledby", input.labels[0].id || name(input));
    slider.addEventListener("input", function () {
      input.value = Number(slider.value) === Number(input.dataset.slides) ? "" : slider.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    input.addEventListener("input", function (event) {
      if (event.isTrusted) slider.value = input.value || input.dataset.slides;
    });
    input.after(slider);
  }

  function name(input) {
    input.labels[0].id = input.id + "-name";
    return input.labels[0].id;
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-slides]").forEach(beside);
  });
})();
