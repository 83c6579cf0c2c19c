// Fills in the form page as a person would, with the facts of one organisation: `facts` as handbook/serve/form/pieces.py tells values.
(facts) => {
  const form = document.getElementById("formulier");
  const get = (value, key) => value?.group?.find(([name]) => name === key)?.[1];
  const tell = (node, kind = "input") => node.dispatchEvent(new Event(kind, { bubbles: true }));
  const texts = (value) => (value?.list ?? (value ? [value] : [])).map((one) => one.text);
  const type = (input, text) => { input.value = text; tell(input); };
  const select = (input, text) => { input.value = text; tell(input, "change"); };
  const pick = (input, on) => { if (input.checked !== on) input.click(); };

  const fill = (field, value) => {
    const inputs = [...field.querySelectorAll("input, select, textarea")];
    switch (field.dataset.soort) {
      case "keuzes": return inputs.forEach((one) => pick(one, texts(value).includes(one.value)));
      case "keuze":
      case "waarheid": return inputs.filter((one) => one.value === value?.text).forEach((one) => one.click());
      case "vinkje": return pick(inputs[0], value?.text === "true");
      case "regels": return type(inputs[0], texts(value).join("\n"));
      case "rol": return select(inputs[0], value.text);
      default: return type(inputs[0], value?.text ?? "");
    }
  };
  const all = (part, value, within = "[data-veld]") => [...part.querySelectorAll(within)].forEach((one) => fill(one, get(value, one.dataset.veld)));

  const role = (node, value) => {
    const state = !value ? "geen" : get(value, "vervangen_door") ? "ander" : "zelf";
    pick(node.querySelector(`:scope > .staat input[value=${state}]`), true);
    if (state === "ander") return all(node.querySelector("[data-staat=ander]"), value);
    const wanted = value ? (value.list ?? [value]) : [];
    const there = () => [...node.querySelectorAll("[data-persoon]")];
    while (wanted.length > there().length) node.querySelector("[data-nog=persoon]").click();
    while (wanted.length && wanted.length < there().length) there().at(-1).querySelector("[data-weg]").click();
    wanted.forEach((one, n) => all(there()[n], one));
  };

  for (const part of form.querySelectorAll("[data-deel]")) {
    const name = part.dataset.deel;
    const value = get(facts, name);
    // Where an organisation says nothing of its own, it leaves what stands there.
    if (!value && part.dataset.magWeg !== undefined) continue;
    if (name !== "contact") {
      [...part.querySelectorAll("[data-veld]")].filter((one) => !one.closest("[data-groep]")).forEach((one) => fill(one, get(value, one.dataset.veld)));
      // A choice of radio buttons cannot be taken back: words that were there stay, as anybody's would.
      for (const one of part.querySelectorAll("[data-groep]")) if (get(value, one.dataset.groep)) all(one, get(value, one.dataset.groep));
      continue;
    }
    const known = [...part.querySelectorAll("[data-rol]:not([data-eigen-rol])")].map((one) => one.dataset.rol);
    for (const one of part.querySelectorAll("[data-eigen-rol]")) if (!get(value, one.dataset.eigenRol)) one.querySelector(":scope > [data-weg]").click();
    for (const [key] of value.group.filter(([key]) => !known.includes(key) && !part.querySelector(`[data-eigen-rol="${key}"]`))) {
      part.querySelector("[data-nog=rol]").click();
      type([...part.querySelectorAll("[data-rolnaam]")].at(-1), key);
    }
    for (const one of part.querySelectorAll("[data-rol]")) {
      const key = one.querySelector("[data-rolnaam]")?.value ?? one.dataset.rol;
      // Whom it leads to may come later on the page.
      if (get(get(value, key), "vervangen_door")) continue;
      role(one, get(value, key));
    }
    for (const one of part.querySelectorAll("[data-rol]")) {
      const key = one.querySelector("[data-rolnaam]")?.value ?? one.dataset.rol;
      if (get(get(value, key), "vervangen_door")) role(one, get(value, key));
    }
  }
  const own = (name, value) => {
    if (value.group) return value.group.forEach(([key, one]) => own(`${name}.${key}`, one));
    document.querySelector("[data-nog=eigen]").click();
    const row = [...document.querySelectorAll("[data-eigen]")].at(-1);
    type(row.querySelector("[data-eigennaam]"), name);
    const kind = value.list ? "Lijst" : !value.bare ? "Tekst" : /^(?:true|false)$/.test(value.text) ? "Waarheid" : /^\d+$/.test(value.text) ? "Getal" : "Dag";
    select(row.querySelector("[data-eigensoort]"), kind);
    const input = row.querySelector(`[data-bij-soort~="${kind}"]`);
    return kind === "Waarheid" ? select(input, value.text) : type(input, texts(value).join("\n"));
  };
  get(facts, "eigen")?.group.forEach(([key, value]) => own(key, value));
}
