# data_table.R IN OUT: the reference job in data.table, in memory, without a store.
library(data.table)
folders <- commandArgs(TRUE)
from <- function(name) fread(file.path(folders[1], name), colClasses = "character", encoding = "UTF-8")
sessions <- from("sessions.csv")
people <- from("registrations.csv")
visits <- from("attendance.csv")
towns <- from("population.csv")
towns[, population := as.numeric(population)]

visits[, start := as.numeric(as.POSIXct(joined, tz = "UTC", format = "%Y-%m-%d %H:%M:%S"))]
visits[, stop := as.numeric(as.POSIXct(left, tz = "UTC", format = "%Y-%m-%d %H:%M:%S"))]
setorder(visits, registration_id, start, stop)
visits[, until := shift(cummax(stop)), by = registration_id]
visits[!is.na(until) & until > start, start := until]
stayed <- visits[, .(seconds = sum(pmax(0, stop - start))), by = registration_id]

body <- tolower(trimws(people$organisation))
cut <- startsWith(body, "gemeente ")
body[cut] <- trimws(substring(body[cut], 10))
people[, municipality := towns$municipality[match(body, tolower(towns$municipality))]]
people[is.na(municipality), municipality := "(onbekend)"]
people[, day := sessions$day[match(session_id, sessions$session_id)]]
people[, person := tolower(trimws(email))]
people[, seconds := stayed$seconds[match(registration_id, stayed$registration_id)]]
people[is.na(seconds), seconds := 0]

count <- function(key) {
  counted <- people[, .(registrations = .N, persons = uniqueN(person), attendees = sum(seconds >= 900),
                      no_show_rate = round(1 - sum(seconds >= 900) / .N, 4),
                      attended_seconds = sum(seconds)), by = key]
  setorderv(counted, key)
}
write <- function(table, name) fwrite(table, file.path(folders[2], name), scipen = 100)
write(count("session_id"), "by_session.csv")
write(count("day"), "by_day.csv")
table <- count("municipality")
table[, population := towns$population[match(municipality, towns$municipality)]]
write(table, "by_municipality.csv")
reached <- towns[municipality %in% people[seconds >= 900, municipality]]
write(data.table(municipalities = nrow(reached), population = sum(reached$population)), "reach.csv")
