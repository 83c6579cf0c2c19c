// What Decap lacks: names for its buttons, a larger place to click, a form that loads when one comes from another; and what it has too much.

/** Keeps all of it in order while the page changes. */
export function mend() {
  new MutationObserver(once).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", opened);
  addEventListener("hashchange", reload);
}

/** Buttons that lead nowhere here: a page begins in the list of its folder. */
const NOT_HERE = new Set(["Nieuw bericht", "Snel toevoegen"]);

const BAR = '[class*="ListItemTopBar"]';
let waiting = false;

function once() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    names();
    withoutMedia();
  });
}

function names() {
  for (const bar of document.querySelectorAll(BAR)) {
    const buttons = [...bar.querySelectorAll("button:not([aria-label])")];
    const what = bar.parentElement.querySelector('[class*="NestedObjectLabel"]')?.textContent ?? "";
    if (buttons.length === 0) continue;
    buttons[0].setAttribute("aria-label", `${what}: openen of sluiten`.replace(/^: /, ""));
    if (buttons.length > 1) buttons.at(-1).setAttribute("aria-label", `${what}: weghalen`.replace(/^: /, ""));
  }
}

/** The name of an entry opens it, as its arrow does. */
function opened({ target }) {
  const label = target.closest?.('[class*="NestedObjectLabel"]');
  label?.parentElement.querySelector(`${BAR} button`)?.click();
}

/** Decap shows an empty form to who goes straight from one form to another, as with the back button. */
function reload({ oldURL, newURL }) {
  const form = (address) => /#\/collections\/[^/]+\/entries\/.+/.test(address);
  if (form(oldURL) && form(newURL) && oldURL !== newURL) location.reload();
}

/** A picture saved from here would be on the main branch at once, without anybody looking it over; and a page begins in the list of its folder, not here. */
function withoutMedia() {
  for (const button of document.querySelectorAll("header nav button")) {
    if (button.textContent.trim() === "Media") button.parentElement.classList.add("handboek-uit");
  }
  for (const button of document.querySelectorAll('[role="button"], button')) {
    if (NOT_HERE.has(button.textContent.trim())) button.classList.add("handboek-uit");
  }
}
