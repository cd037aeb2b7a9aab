// `npm run fuzz:parsers -- [--seconds 60] [--seed 1] [--only notices]`: so many seconds for each reader.
import "./fuzz/parsers/main";
