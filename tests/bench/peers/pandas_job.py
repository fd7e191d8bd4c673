"""pandas_job.py IN OUT: the reference job in pandas, in memory, without a store."""
import sys

import pandas as pd

source, out = sys.argv[1:3]
sessions = pd.read_csv(f"{source}/sessions.csv", usecols=["session_id", "day"], dtype=str)
people = pd.read_csv(f"{source}/registrations.csv", dtype=str, keep_default_na=False)
visits = pd.read_csv(f"{source}/attendance.csv", dtype={"registration_id": str, "session_id": str},
                     parse_dates=["joined", "left"])
towns = pd.read_csv(f"{source}/population.csv")

visits = visits.sort_values(["registration_id", "joined", "left"])
start = visits["joined"].astype("int64") // 10**9
stop = visits["left"].astype("int64") // 10**9
until = stop.groupby(visits["registration_id"]).cummax().groupby(visits["registration_id"]).shift()
start = start.where(until.isna() | (until < start), until)
seconds = (stop - start).clip(lower=0).groupby(visits["registration_id"]).sum()

name = people["organisation"].str.strip().str.lower()
name = name.where(~name.str.startswith("gemeente "), name.str.slice(9).str.strip())
known = dict(zip(towns["municipality"].str.lower(), towns["municipality"]))
fact = pd.DataFrame({
    "session_id": people["session_id"],
    "day": people["session_id"].map(sessions.set_index("session_id")["day"]),
    "municipality": name.map(known).fillna("(onbekend)"),
    "person": people["email"].str.strip().str.lower(),
    "seconds": people["registration_id"].map(seconds).fillna(0).astype("int64"),
})
fact["came"] = fact["seconds"] >= 900


def write(key, extra=None):
    group = fact.groupby(key)
    table = pd.DataFrame({"registrations": group.size(), "persons": group["person"].nunique(),
                          "attendees": group["came"].sum()})
    table["no_show_rate"] = (1 - table["attendees"] / table["registrations"]).round(4)
    table["attended_seconds"] = group["seconds"].sum()
    if extra is not None:
        table = table.join(extra)
    table.sort_index().to_csv(f"{out}/by_{key.removesuffix('_id')}.csv")


write("session_id")
write("day")
write("municipality", towns.set_index("municipality")["population"].astype("Int64"))
reached = towns[towns["municipality"].isin(fact.loc[fact["came"], "municipality"])]
pd.DataFrame({"municipalities": [len(reached)], "population": [reached["population"].sum()]}).to_csv(
    f"{out}/reach.csv", index=False)
