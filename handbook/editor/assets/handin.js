// What was saved stands on this computer alone. Here somebody who never saw git brings it to the git server, and finds there where to ask for a look.

const SAID = {
  hier: "Staat alleen op deze computer.",
  veranderd: "Is veranderd nadat u het indiende.",
  ingediend: "Is ingediend.",
};

/** Shows the way in, and keeps it right after each time that something is saved. */
export function handIn(CMS) {
  const parts = drawn();
  document.body.append(parts.bar, parts.box);
  const renew = () => ask("voorstellen").then(({ voorstellen }) => show(parts, voorstellen), () => {});
  for (const name of ["postSave", "postPublish", "postUnpublish"]) CMS.registerEventListener({ name, handler: () => setTimeout(renew) });
  addEventListener("hashchange", renew);
  addEventListener("focus", renew);
  parts.open.addEventListener("click", () => {
    parts.said.textContent = "";
    parts.box.showModal();
    renew();
  });
  renew();
}

function drawn() {
  const open = el("button", { type: "button", class: "handboek-knop" });
  const bar = el("aside", { class: "handboek-indienen", "aria-label": "Indienen", hidden: "" }, open);
  const list = el("ul", {});
  const said = el("p", { role: "status", class: "handboek-gezegd" });
  const box = el(
    "dialog",
    { class: "handboek-venster", "aria-labelledby": "handboek-indienen-kop" },
    el("h2", { id: "handboek-indienen-kop" }, "Uw voorstellen indienen"),
    el("p", {}, "Wat u opslaat, staat eerst alleen op deze computer. Met Indienen gaat het naar de git-server. Daar vraagt u een collega om het na te kijken."),
    list,
    said,
    el("form", { method: "dialog" }, el("button", { class: "handboek-knop handboek-rustig" }, "Sluiten")),
  );
  return { open, bar, box, list, said };
}

function show(parts, found) {
  const waiting = found.filter(({ stand }) => stand !== "ingediend").length;
  parts.bar.hidden = found.length === 0;
  parts.open.textContent = waiting ? `Indienen (${waiting})` : "Ingediend";
  parts.open.classList.toggle("handboek-rustig", waiting === 0);
  const at = document.activeElement?.closest?.("li")?.dataset.tak;
  parts.list.replaceChildren(...found.map((one) => row(parts, one)));
  if (at) [...parts.list.children].find((one) => one.dataset.tak === at)?.querySelector("button, a")?.focus();
}

function row(parts, { tak, wat, stand, adres }) {
  const way =
    stand === "ingediend"
      ? adres
        ? el("a", { href: adres, target: "_blank", rel: "noopener", class: "handboek-verder" }, "Vraag op de git-server om het na te kijken", el("span", { class: "handboek-lees" }, ` (${wat}, opent een nieuw venster)`))
        : el("span", {}, `Open het op uw git-server, en vraag daar om het na te kijken. Het heet daar ${tak}.`)
      : el("button", { type: "button", class: "handboek-knop", "aria-label": `${stand === "hier" ? "Indienen" : "Opnieuw indienen"}: ${wat}` }, stand === "hier" ? "Indienen" : "Opnieuw indienen");
  if (way.tagName === "BUTTON") way.addEventListener("click", () => send(parts, tak, wat, way));
  return el("li", { "data-tak": tak }, el("strong", {}, wat), el("span", {}, SAID[stand]), way);
}

function send(parts, tak, wat, button) {
  return once(button, parts.said, `${wat} wordt ingediend.`, async () => {
    await ask("indienen", { tak });
    parts.said.textContent = `${wat} is ingediend. Vraag nu op de git-server om het na te kijken.`;
  }, async () => {
    const { voorstellen } = await ask("voorstellen").catch(() => ({}));
    if (voorstellen) show(parts, voorstellen);
  });
}

/** Does `act` for a button, and then `after`, however often it is pressed meanwhile; `said` tells that it is `busy`, and what went wrong. */
export async function once(button, said, busy, act, after = () => {}) {
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  said.classList.remove("handboek-mis");
  said.textContent = busy;
  try {
    await act();
  } catch (problem) {
    said.classList.add("handboek-mis");
    said.textContent = problem.message;
  }
  await after();
  button.removeAttribute("aria-disabled");
}

/** What the server on this computer answers; what it says went wrong is the message of the error. */
export async function ask(name, question = {}) {
  const lost = "Het programma op deze computer antwoordt niet. Draait handbook serve nog? Er is niets verloren: wat u heeft opgeslagen, staat er nog.";
  const answer = await fetch(name, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question) }).catch(() => {
    throw new Error(lost);
  });
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.message ?? lost);
  return found;
}

/** An element with its attributes and what stands in it. */
export function el(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}
