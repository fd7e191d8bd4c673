// duckdb.mjs SQL IN OUT STORE: runs the statements of a file in DuckDB. DUCKDB_NODE names the
// node_modules folder that holds @duckdb/node-api.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [sql, input, output, store] = process.argv.slice(2);
const require = createRequire(process.env.DUCKDB_NODE + "/");
const { DuckDBInstance } = require("@duckdb/node-api");
const instance = await DuckDBInstance.create(store);
const connection = await instance.connect();
const text = readFileSync(sql, "utf8").replaceAll("@IN", input).replaceAll("@OUT", output);
for (const statement of text.split(/;\n/)) {
    if (statement.trim() !== "") {
        await connection.run(statement);
    }
}
connection.closeSync();
instance.closeSync();
