// Draws every [data-chart] from the option the server wrote beside it; decides nothing.
(function () {
  "use strict";

  // A series says which of its values are synthetic; the word for that follows them in the tooltip.
  function mark(option, word) {
    (option.series || []).forEach(function (series) {
      const places = series.synthetic || [];
      if (!places.length) return;
      series.tooltip = {
        valueFormatter: function (value, place) {
          const shown = window.echarts.format.addCommas(value);
          return places.includes(place) ? shown + " " + word : shown;
        },
      };
    });
    return option;
  }

  function draw(root) {
    if (!window.echarts) return;
    root.querySelectorAll("[data-chart]").forEach(function (place) {
      const option = document.getElementById(place.dataset.chart);
      if (!option) return;
      const locale = document.documentElement.lang.startsWith("zh") ? "ZH" : "EN";
      const chart = window.echarts.getInstanceByDom(place) || window.echarts.init(place, null, { renderer: "svg", locale: locale });
      chart.setOption(mark(JSON.parse(option.textContent), place.dataset.synthetic), true);
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
