// A step whose answer did not come, or was a refusal, is said; htmx alone would leave the page as if nothing had been asked.
"use strict";

function sayFailed(event) {
  const place = document.querySelector("[data-failed]");
  const answer = new DOMParser().parseFromString(event.detail.xhr?.responseText || "", "text/html");
  const reason = answer.querySelector("[role=alert], main .empty p")?.textContent.trim();
  place.querySelector("[data-reason]").textContent = reason || place.dataset.unanswered;
  place.hidden = false;
}

document.addEventListener("htmx:responseError", sayFailed);
document.addEventListener("htmx:sendError", sayFailed);
document.addEventListener("htmx:beforeRequest", () => { document.querySelector("[data-failed]").hidden = true; });
