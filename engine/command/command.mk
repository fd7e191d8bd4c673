# The kit that `rodedraad new` writes.
KIT_FILES := $(sort $(wildcard engine/command/kit/*))
GENERATED_SOURCES += $(BUILD)/kit.c
GENERATED_HEADERS += $(BUILD)/kit.h

$(BUILD)/kit.c $(BUILD)/kit.h &: $(KIT_FILES) engine/base/embed.sh
	@mkdir -p $(BUILD)
	@sh engine/base/embed.sh $(BUILD)/kit kit $(KIT_FILES)
