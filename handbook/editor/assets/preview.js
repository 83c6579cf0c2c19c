// Shows a page beside its form.
export function register() {}
