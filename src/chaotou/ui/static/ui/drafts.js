// What was typed survives a session that ran out: kept in this window alone, given back to the same person only.
"use strict";

const DRAFT = "draft";
const person = () => document.body.dataset.person;

function keep(form) {
  const said = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const draft = { person: person(), page: location.pathname, action: form.getAttribute("action"), said, refused: false };
  sessionStorage.setItem(DRAFT, JSON.stringify(draft));
}

// Whatever somebody types or submits is a draft until the next page opens.
function typed(event) {
  const form = event.target.form || event.target;
  const isTyped = form.matches("main form.stack[method=post]") && !form.closest(".claim-card");
  if (isTyped && person() && !form.querySelector("[type=password]")) keep(form);
}

document.addEventListener("change", typed);
document.addEventListener("submit", typed);

function fill(form, said) {
  for (const field of form.elements) {
    const values = said.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["hidden", "file", "password", "submit"].includes(field.type) || !field.name) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.multiple) [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
    else if (values.length) field.value = values[0];
  }
}

function giveBack(draft) {
  const forms = [...document.querySelectorAll("main form.stack[method=post]")];
  const form = forms.find((one) => one.getAttribute("action") === draft.action);
  if (!form) return;
  fill(form, draft.said);
  document.querySelector("[data-draft-back]").hidden = false;
}

document.addEventListener("DOMContentLoaded", () => {
  const draft = JSON.parse(sessionStorage.getItem(DRAFT));
  const notice = document.querySelector("[data-draft-kept]");
  if (draft && notice) {
    notice.hidden = false;
    sessionStorage.setItem(DRAFT, JSON.stringify({ ...draft, refused: true }));
    return;
  }
  const here = draft?.refused && draft.person === person() && draft.page === location.pathname;
  if (here) giveBack(draft);
  if (here || !draft?.refused || draft.person !== person()) sessionStorage.removeItem(DRAFT);
});
