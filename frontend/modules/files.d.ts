/** A file that is served beside the modules: its address. */
declare module "*.geojson" {
  const address: string;
  export default address;
}
