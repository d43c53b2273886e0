// Says when something was not saved, and keeps people from leaving with it. Nothing else.
"use strict";
(() => {
  const unsaved = new Set();
  const trouble = document.getElementById("trouble");
  const say = (key) => { trouble.textContent = trouble.dataset[key]; trouble.hidden = false; };
  document.addEventListener("input", (event) => {
    if (event.target.closest("#record")) unsaved.add(event.target.name);
  });
  document.addEventListener("submit", () => unsaved.clear());
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const names = event.detail.requestConfig ? Object.keys(event.detail.requestConfig.parameters) : [];
    if (event.detail.successful) {
      for (const name of names) unsaved.delete(name);
      trouble.hidden = true;
    }
  });
  document.body.addEventListener("htmx:sendError", () => say("offline"));
  document.body.addEventListener("htmx:responseError", (event) => {
    say(event.detail.xhr.status === 401 ? "signedOut" : "refused");
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
  const refusal = document.getElementById("refusal");
  if (refusal) refusal.focus();
})();
