/* The dilemmas of a chosen role and theme together. The choice stands in the address (`#alleen-leidinggevende,nieuws`), so that it can be sent
   and the browser's own button goes back; every choice is a link. Without this file all of them are there. */
(() => {
  "use strict"
  const { el } = handboekVersies
  const overview = document.querySelector(".dilemma-overzicht")
  const told = overview.querySelector(".dilemma-telling")
  const links = [...overview.querySelectorAll(".dilemma-keuze a")].map(link => {
    const kind = "voor" in link.dataset ? "voor" : "over"
    return { link, kind, value: link.dataset[kind], words: link.firstChild.textContent.trim(), count: link.querySelector(".dilemma-aantal") }
  })
  const themes = [...overview.querySelectorAll(".dilemma-thema")].map(box => ({ box, over: box.dataset.over }))
  const groups = themes.flatMap(({ box, over }) =>
    [...box.querySelectorAll(".dilemma-groep")].map(group => ({ group, over, voor: group.dataset.voor, size: group.querySelectorAll("li").length })),
  )
  // What is chosen is no place to jump to.
  for (const place of [overview, ...themes.map(({ box }) => box)]) place.removeAttribute("id")

  const fits = (one, chosen) => ["voor", "over"].every(kind => !chosen[kind] || one[kind] === undefined || one[kind] === chosen[kind])
  const count = chosen => groups.reduce((sum, group) => sum + (fits(group, chosen) ? group.size : 0), 0)
  const address = ({ voor, over }) => (voor || over ? `#alleen-${[voor, over].filter(Boolean).join(",")}` : "#alle-dilemmas")
  const all = count({ voor: "", over: "" })
  const name = (kind, value) => links.find(one => one.kind === kind && one.value === value).words

  /* What the address chooses; null where it is that of a place on the page. */
  const read = () => {
    const hash = location.hash.slice(1)
    if (!hash || hash === "alle-dilemmas") return { voor: "", over: "" }
    const chosen = { voor: "", over: "" }
    for (const part of /^alleen-(.+)$/.exec(hash)?.[1].split(",") ?? [""]) {
      const found = part && links.find(one => one.value === part)
      if (!found) return null
      chosen[found.kind] = part
    }
    return chosen
  }

  /* How many there are; where there are none, the two ways to some. */
  const tell = chosen => {
    const found = count(chosen)
    if (found) {
      told.replaceChildren(found === all ? `${all} dilemma's` : `${found} van ${all} dilemma's`)
      return
    }
    const ways = ["voor", "over"].map(kind => el("a", { href: address({ voor: "", over: "", [kind]: chosen[kind] }) }, name(kind, chosen[kind])))
    told.replaceChildren(
      `Geen van de ${all} dilemma's past bij allebei. Bekijk `, ways[0], ", of alles over ", ways[1], ". ", el("a", { href: "#alle-dilemmas" }, "Toon alles"),
    )
  }

  let shown = { voor: "", over: "" }
  const show = chosen => {
    shown = chosen
    for (const { group, ...one } of groups) group.classList.toggle("niet-gekozen", !fits(one, chosen))
    for (const { box, over } of themes) box.classList.toggle("niet-gekozen", !count({ ...chosen, over }) || !fits({ over }, chosen))
    for (const one of links) {
      const then = { ...chosen, [one.kind]: one.value }
      one.link.href = address(then)
      one.count.textContent = count(then)
      if (chosen[one.kind] === one.value) one.link.setAttribute("aria-current", "true")
      else one.link.removeAttribute("aria-current")
    }
    tell(chosen)
  }

  /* A place that the choice leaves out: then all of them, for who asked for it must find it. */
  const follow = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!place || place.checkVisibility()) return
    show({ voor: "", over: "" })
    place.scrollIntoView()
  }

  show(read() ?? shown)
  if (location.hash.startsWith("#alleen-")) overview.scrollIntoView()
  addEventListener("hashchange", () => {
    const chosen = read()
    if (chosen) show(chosen)
    else follow()
  })
})()
