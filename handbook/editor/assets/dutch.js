// What Decap 3.16.3 does not say in Dutch itself.
const MORE = {
  auth: { loginWithForgejo: "Inloggen met Forgejo" },
  collection: {
    collectionTop: { viewAsList: "Toon als lijst", viewAsGrid: "Toon als kaarten", newButton: "Nieuwe %{collectionLabel}" },
    entries: { unpublishedHeader: "Nog niet samengevoegd" },
  },
  editor: {
    editorControl: { field: { widgetLabel: "%{widgetLabel}" } },
    editorToolbar: {
      statusInfoTooltipDraft: "Dit is een concept. Is het af? Kies dan ‘Wordt beoordeeld’.",
      statusInfoTooltipInReview: "Iemand kijkt dit na. U hoeft niets te doen. U kunt nog wel iets veranderen.",
    },
    editorWidgets: {
      list: { addType: "Voeg %{item} toe" },
      object: { expand: "Openen", collapse: "Sluiten" },
    },
  },
  mediaLibrary: { mediaLibraryModal: { close: "Sluiten" } },
  ui: { settingsDropdown: { account: "Uw account" } },
};

/** Adds them to what it does say. */
export function speak(CMS) {
  CMS.registerLocale("nl", merged(CMS.getLocale("nl") ?? {}, MORE));
}

function merged(one, other) {
  const found = { ...one };
  for (const [key, value] of Object.entries(other)) found[key] = typeof value === "object" ? merged(one[key] ?? {}, value) : value;
  return found;
}
