/* Leads on from an address that moved or is fixed, to the same place on the page and with the same question behind the address.
   In the head, so that nothing is drawn before. Without it the page has a link, and without any script it leads on by itself. */
(() => {
  "use strict"

  const { naar, vanaf, plekken } = document.currentScript.dataset
  // Whoever comes after the day, while nobody has published since, is led on.
  if (vanaf && new Intl.DateTimeFormat("sv", { timeZone: "Europe/Amsterdam" }).format() < vanaf) return
  // Articles that went elsewhere than their page, by their names: where they are, or "" where this page says why they are not.
  const places = new Map(Object.entries(JSON.parse(plekken ?? "{}")))
  const asked = location.hash.slice(1)
  // A paragraph goes where its article went.
  const name = asked.replace(/-lid-\d+$/, "")
  const place = places.get(asked) ?? places.get(name)
  if (place === "") return
  const to = new URL(place ?? naar, location.href)
  to.search = location.search
  // An article keeps its name wherever it goes: what the reader asked for goes before what the redirect says.
  if (asked && (place === undefined || to.hash === `#${name}`)) to.hash = location.hash
  location.replace(to)
})()
