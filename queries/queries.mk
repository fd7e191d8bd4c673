# Every .sql file becomes bytes in build/queries.c and a name in build/queries.h:
# queries/report/by_session.sql is query_report_by_session. A misspelt query is a compile error.
QUERY_FILES := $(sort $(wildcard queries/*/*.sql))
GENERATED_SOURCES += $(BUILD)/queries.c
GENERATED_HEADERS += $(BUILD)/queries.h

$(BUILD)/queries.c $(BUILD)/queries.h &: $(QUERY_FILES) queries/embed.sh
	@mkdir -p $(BUILD)
	@sh queries/embed.sh $(BUILD)/queries $(QUERY_FILES)
