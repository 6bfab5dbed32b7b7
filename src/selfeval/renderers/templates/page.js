"use strict";
// The page works without this. Escape puts a tip away, a tip stays inside the window, and paper shows what is folded.
(() => {
  const away = () => document.querySelectorAll(".away").forEach((tip) => tip.classList.remove("away"));
  const fit = (event) => {
    const tip = event.target.closest?.(":has(> .tip)")?.querySelector(":scope > .tip");
    if (!tip) return;
    tip.style.translate = "";
    tip.classList.remove("up");
    if (tip.getBoundingClientRect().bottom > innerHeight) tip.classList.add("up");
    const over = tip.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (over > 0) tip.style.translate = `${-over}px`;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll(".tip").forEach((tip) => tip.classList.add("away"));
  });
  document.addEventListener("mouseover", (event) => { away(); fit(event); });
  document.addEventListener("focusin", (event) => { away(); fit(event); });
  const opened = [];
  addEventListener("beforeprint", () => document.querySelectorAll("details.more:not([open])").forEach((each) => { each.open = true; opened.push(each); }));
  addEventListener("afterprint", () => { while (opened.length) opened.pop().open = false; });
})();
