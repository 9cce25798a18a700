/** The package says nothing of its types: what we call of it. */
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  interface Options {
    url: string;
    domNode: HTMLElement;
    deepLinking?: boolean;
    docExpansion?: "list" | "full" | "none";
    defaultModelsExpandDepth?: number;
    defaultModelRendering?: "example" | "model";
    filter?: boolean;
    displayRequestDuration?: boolean;
    persistAuthorization?: boolean;
    validatorUrl?: string | null;
    plugins?: { wrapComponents: Record<string, () => () => null> }[];
  }
  export default function SwaggerUI(options: Options): void;
}
