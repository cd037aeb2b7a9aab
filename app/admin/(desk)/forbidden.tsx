import { NoAccess } from "../parts/no-access";

export default NoAccess;
