// The keys of the review page. Everything they do, a button on the page does too.
"use strict";

const cards = () => [...document.querySelectorAll(".claim-card")];
const current = () => document.querySelector(".claim-card.here");

function go(card, scroll = true) {
  if (!card) return;
  current()?.classList.remove("here");
  card.classList.add("here");
  if (scroll) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }
  light(card);
}

// The claim's words in the document, brought into its own scroller without moving the page.
function light(card) {
  document.querySelectorAll("mark.here").forEach((mark) => mark.classList.remove("here"));
  const marks = document.querySelectorAll(`mark[data-claims~="${card.dataset.claim}"]`);
  marks.forEach((mark) => mark.classList.add("here"));
  const box = document.querySelector(".review-text");
  if (marks[0] && box && box.scrollHeight > box.clientHeight) {
    const top = marks[0].getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 40 || top > box.clientHeight - 80) box.scrollTop += top - box.clientHeight / 3;
  }
}

function step(by) {
  const all = cards();
  const last = current() === all[by > 0 ? all.length - 1 : 0];
  const turn = last && document.querySelector(`.review-claims a[rel="${by > 0 ? "next" : "prev"}"]`);
  if (turn) return void turn.click();
  go(all[Math.min(Math.max(all.indexOf(current()) + by, 0), all.length - 1)]);
}

function firstOpen(after) {
  const all = cards();
  const from = after ? all.indexOf(after) + 1 : 0;
  return all.slice(from).find((card) => card.dataset.state === "proposed");
}

const keys = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  "?": () => document.querySelector(".keys").toggleAttribute("hidden"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return void event.target.closest(".correct")?.querySelector("[data-cancel]").click();
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key.startsWith("Arrow") && !event.target.closest(".claim-card") && event.target !== document.body) return;
  const act = keys[event.key];
  const button = current()?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!act && !button) return;
  event.preventDefault();
  act ? act() : button.click();
});

document.addEventListener("click", (event) => {
  const card = event.target.closest(".claim-card");
  if (card && card !== current()) go(card, false);
});

// After an answer has settled: the marks take the claim's state, and the next open claim is at hand.
document.addEventListener("htmx:afterSettle", (event) => {
  const card = event.target.closest?.(".claim-card");
  if (!card) return;
  const number = card.dataset.claim;
  document.querySelectorAll(`mark[data-claims="${number}"]`).forEach((mark) => {
    mark.classList.remove("proposed", "accepted", "corrected", "rejected");
    mark.classList.add(card.dataset.state);
  });
  const form = card.querySelector(".correct");
  go(form || card.dataset.state === "proposed" || card.querySelector(".form-error") ? card : firstOpen(card) || card);
  form?.querySelector("select, input:not([type=hidden])")?.focus();
});

// The claim that an address names: its card, or the words in the document that stand behind its anchor.
function named() {
  const at = new URLSearchParams(location.search).has("at") ? "at" : "";
  let found = document.getElementById(location.hash.slice(1) || at);
  if (at && !location.hash) found?.scrollIntoView({ block: "center" });
  const card = found?.closest(".claim-card");
  while (!card && found && found.tagName !== "MARK") found = found.nextElementSibling;
  return card || document.getElementById(`claim-${found?.dataset.claims?.split(" ")[0]}`);
}

addEventListener("DOMContentLoaded", () => {
  const card = named();
  const begun = !card && document.querySelector(".claim-card:not(.proposed)") && !location.hash;
  go(card || firstOpen() || cards()[0], Boolean(begun));
});
