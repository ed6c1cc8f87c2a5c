// The page's words, in its language, as the server put them there.

export const words = JSON.parse(document.querySelector("[data-words]").dataset.words);
