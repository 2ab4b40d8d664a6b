// Draws every [data-chart] from the option the server wrote beside it; decides nothing.
(function () {
  "use strict";

  function draw(root) {
    if (!window.echarts) return;
    root.querySelectorAll("[data-chart]").forEach(function (place) {
      const option = document.getElementById(place.dataset.chart);
      if (!option) return;
      const locale = document.documentElement.lang.startsWith("zh") ? "ZH" : "EN";
      const chart = window.echarts.getInstanceByDom(place) || window.echarts.init(place, null, { renderer: "svg", locale: locale });
      chart.setOption(JSON.parse(option.textContent), true);
    });
  }

  function refit() {
    if (!window.echarts) return;
    document.querySelectorAll("[data-chart]").forEach(function (place) {
      const chart = window.echarts.getInstanceByDom(place);
      if (chart) chart.resize();
    });
  }

  document.addEventListener("DOMContentLoaded", function () { draw(document); });
  document.addEventListener("htmx:afterSwap", function () { draw(document); });
  window.addEventListener("resize", refit);
  window.addEventListener("beforeprint", refit);
})();
