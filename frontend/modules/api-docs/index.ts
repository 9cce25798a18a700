// The page for people who write programs, `/api/docs`: every operation of the API, to be read and tried
// out. No page of the app loads it.
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

const place = document.getElementById("api-docs");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Its stylesheet knows a class where ours follow the system or `data-theme`. */
function follow() {
  const chosen = document.documentElement.dataset.theme;
  document.documentElement.classList.toggle("dark-mode", chosen ? chosen === "dark" : dark.matches);
}

const nothing = () => () => null;

follow();
dark.addEventListener("change", follow);

if (place?.dataset.document) {
  SwaggerUI({
    url: place.dataset.document,
    domNode: place,
    deepLinking: true,
    docExpansion: "none",
    // Hundreds of types: each is shown where it is used.
    defaultModelsExpandDepth: -1,
    defaultModelRendering: "model",
    filter: true,
    displayRequestDuration: true,
    // A token is gone with the page: no store of the browser has it.
    persistAuthorization: false,
    // It would send the document to a server of its makers.
    validatorUrl: null,
    // The page has a head of its own, and the only server is the one that it comes from.
    plugins: [{ wrapComponents: { InfoContainer: nothing, ServersContainer: nothing } }],
  });
}
