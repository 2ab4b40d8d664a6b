// One line after another: Enter keeps the line, Shift+Enter begins a new one in it; then the next is at hand.
"use strict";

const typing = () => document.querySelector("#write [data-line]");

document.addEventListener("keydown", (event) => {
  const isLine = event.target.matches?.("#write [data-line]");
  if (!isLine || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

function ready() {
  document.querySelector("[data-enter]")?.removeAttribute("hidden");
  typing()?.focus();
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "writing") ready();
});

addEventListener("DOMContentLoaded", ready);
