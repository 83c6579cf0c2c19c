/* Says on every page of a draft how far its revision is: what was decided, whether people were told, and where it stands once it is published. */
(() => {
  "use strict"

  const source = document.currentScript.src
  const { today, registered, statusOf, announcement, el } = handboekVersies
  const draft = document.querySelector("[data-concept]")
  if (!draft) return

  const { concept, versie, bekend, wortel = "../.." } = draft.dataset
  // The preview of a proposal stands a folder deeper (handbook/build/preview.py).
  const root = new URL(wortel, source)

  /* Only the day says something of a revision that was adopted. */
  const tell = async () => {
    let register = { peildatum: "", versies: [] }
    try {
      register = await registered(root, versie)
    } catch {
      // Nothing was published yet, or not beside this draft.
    }
    const day = today(register)
    if (register.versies.some(v => v.versie === versie)) {
      draft.replaceChildren("Dit is een werkkopie. ", el("a", { href: new URL(`${versie}/`, root).href }, "Lees de gepubliceerde tekst van deze revisie"))
      return
    }
    const state = statusOf({ status: concept, bekendgemaakt: bekend }, null, day)
    const words = state === "bekendgemaakt" ? "" : "Vastgesteld. "
    draft.dataset.staat = state
    draft.textContent = `${words}${announcement(bekend, day)} Nog niet gepubliceerd.`
  }

  // A folder opened as file:// lets no page read another file.
  if (concept === "vastgesteld" && location.protocol !== "file:") tell()
})()
